import { json, type Fault } from '../fault.ts';

const code = 'token-response-invalid';
const widgetToken = 'wtk_0123456789';

/** Answers of the token endpoint with 200 that are no widget token. */
export const answerFaults: readonly Fault[] = [
  {
    code,
    what: 'a page in place of JSON',
    message: 'Expected JSON from token-endpoint; got another.',
    setup: { endpoint: (_request, response) => void response.end('<!doctype html><title>My app</title>') },
  },
  {
    code,
    what: 'an empty answer',
    message: 'Expected JSON from token-endpoint; got none.',
    setup: { endpoint: (_request, response) => void response.writeHead(204).end() },
  },
  {
    code,
    what: 'a token under another name',
    message: 'Expected a widgetToken of 1 to 4096 visible characters from token-endpoint; got ….',
    setup: { endpoint: json(200, { token: widgetToken, connectionId: 'conn_1' }) },
  },
  {
    code,
    what: 'no connectionId',
    message: 'Expected a connectionId from token-endpoint; got ….',
    setup: { endpoint: json(200, { widgetToken }) },
  },
  {
    code,
    what: 'the id of another connection than was asked for',
    message: 'Expected the connectionId that was sent from token-endpoint; got another.',
    setup: {
      attributes: 'token-endpoint="/api/widget-token" connection-id="conn_1"',
      endpoint: json(200, { widgetToken, connectionId: 'conn_2' }),
    },
  },
  {
    code,
    what: 'a very long answer',
    message: 'Expected at most 64 KiB from token-endpoint; got more.',
    setup: { endpoint: json(200, { widgetToken, connectionId: 'conn_1', everything: 'x'.repeat(70_000) }) },
  },
  {
    code,
    what: 'a fetch of the page that gives something else',
    message: 'Expected a Response from token-endpoint; got ….',
    setup: { script: `window.fetch = async () => undefined;` },
  },
  {
    code: 'secret-key-exposed',
    what: 'the API key as the token',
    message: 'Expected no secret in the page; got an API key (arau_). Rotate it now.',
    setup: { endpoint: json(200, { widgetToken: 'arau_live_1', connectionId: 'conn_1' }) },
  },
];
