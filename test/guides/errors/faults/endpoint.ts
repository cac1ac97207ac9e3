import { createTokenHandler } from 'araucaria-connect/server';
import { optionsIn, status, type Fault } from '../fault.ts';

const rejected = 'token-request-rejected';

/** Answers of the token endpoint that mean neither success nor a refusal. */
export const endpointFaults: readonly Fault[] = [
  {
    code: rejected,
    what: 'a token endpoint at another path',
    message: 'Expected 200 from token-endpoint; got 404.',
    setup: { attributes: 'token-endpoint="/api/token"' },
    line: 'token-endpoint="/api/widget-token"',
    mended: (line) => ({ attributes: line }),
  },
  {
    code: rejected,
    what: 'a route for GET',
    message: 'Expected 200 from token-endpoint; got 405.',
    setup: { endpoint: status(405) },
  },
  {
    code: rejected,
    what: 'Laravel, which wants a CSRF token',
    message: 'Expected 200 from token-endpoint; got 419.',
    setup: { endpoint: status(419) },
  },
  {
    code: rejected,
    what: 'Rails, which wants a CSRF token',
    message: 'Expected 200 from token-endpoint; got 422.',
    setup: { endpoint: status(422) },
  },
  {
    code: rejected,
    what: 'a route of your own that throws',
    message: 'Expected 200 from token-endpoint; got 500.',
    setup: { endpoint: status(500) },
  },
  {
    code: rejected,
    what: 'a connection-id that is none',
    message:
      'Expected 200 from token-endpoint; got 400. Expected connectionId to be 1 to 64 letters, digits, hyphens and underscores (not an API key), null or left out.',
    setup: { attributes: 'token-endpoint="/api/widget-token" connection-id="a connection"' },
  },
  {
    code: rejected,
    what: 'authorize that throws',
    message: 'Expected 200 from token-endpoint; got 500. Something failed in this backend.',
    setup: {
      options: {
        authorize() {
          throw new Error('No session.');
        },
      },
    },
  },
  {
    code: rejected,
    what: 'a handler that is called with the request of a framework',
    message: 'Expected 200 from token-endpoint; got 500. Expected a Request, as fetch has it; got ….',
    setup: {
      endpoint: (request, response) => {
        const handler = createTokenHandler({ apiKey: 'arau_1', authorize: () => true, onError() {} });
        void handler(request as unknown as Request).then(async (answer) =>
          response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text()),
        );
      },
    },
  },
  {
    code: rejected,
    what: 'a handler behind something that has read the body',
    message:
      'Expected 200 from token-endpoint; got 500. Expected a Request with an unread body; got one that was read before. Call the handler before any body parser, or read a clone: request.clone().',
    setup: {
      endpoint: ({ url }, response) => {
        const handler = createTokenHandler({ apiKey: 'arau_1', authorize: () => true, onError() {} });
        const request = new Request(new URL(url ?? '', 'http://app.example'), {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
          body: '{}',
        });
        void request
          .text()
          .then(() => handler(request))
          .then(async (answer) =>
            response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text()),
          );
      },
    },
  },
  {
    code: rejected,
    what: 'an API key that Araucaria does not know',
    message: 'Expected 200 from token-endpoint; got 502. Expected Araucaria to accept the API key; it refused.',
    setup: { options: { apiKey: 'arau_of_another_application' } },
    line: "apiKey: 'arau_sandbox_key'",
    mended: (line) => ({ options: optionsIn(line) }),
  },
  {
    code: rejected,
    what: 'an apiUrl where nothing answers',
    message: 'Expected 200 from token-endpoint; got 502. Expected an answer of Araucaria; the connection failed.',
    setup: { options: { apiUrl: 'http://127.0.0.1:9' } },
    line: "apiUrl: 'http://127.0.0.1:4400'",
    mended: (line) => ({ options: optionsIn(line) }),
  },
  {
    code: rejected,
    what: 'an apiUrl that is not that of the API',
    message: "Expected 200 from token-endpoint; got 502. Expected … in Araucaria's answer; got something else.",
    setup: ({ other }) => ({
      options: { apiUrl: other },
      other: (_request, response) => void response.end('<!doctype html><title>Not the API</title>'),
    }),
  },
  {
    code: rejected,
    what: 'an apiUrl whose server does not know the path',
    message:
      'Expected 200 from token-endpoint; got 502. Expected Araucaria to create a connection; it answered …. Is apiUrl that of Araucaria?',
    setup: ({ other }) => ({ options: { apiUrl: other }, other: status(404) }),
  },
  {
    code: rejected,
    what: 'an API that fails',
    message: 'Expected 200 from token-endpoint; got 502. Expected Araucaria to answer with success; it answered ….',
    setup: ({ other }) => ({ options: { apiUrl: other }, other: status(500) }),
  },
  {
    code: rejected,
    what: 'an API that refuses the request',
    message: 'Expected 200 from token-endpoint; got 502. Expected Araucaria to accept the request; it refused.',
    setup: ({ other }) => ({ options: { apiUrl: other }, other: status(422) }),
  },
  {
    code: rejected,
    what: 'an API that is down for maintenance',
    message: 'Expected 200 from token-endpoint; got 503. Araucaria is not available at the moment.',
    setup: ({ other }) => ({ options: { apiUrl: other }, other: status(503) }),
  },
  {
    code: rejected,
    what: 'an API that does not answer in time',
    message: 'Expected 200 from token-endpoint; got 504. Expected an answer of Araucaria within … ms.',
    setup: ({ other }) => ({ options: { apiUrl: other, timeout: 1 }, other: () => {} }),
  },
  {
    code: rejected,
    what: 'too many requests to the API',
    message: 'Expected 200 from token-endpoint; got 429. Araucaria limits the rate of requests.',
    setup: ({ other }) => ({ options: { apiUrl: other }, other: status(429, { 'Retry-After': '7' }) }),
  },
  {
    code: rejected,
    what: 'a backend that is not running, behind a proxy',
    message: 'Expected 200 from token-endpoint; got 502.',
    setup: { endpoint: status(502) },
  },
];
