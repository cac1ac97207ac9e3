import type { TokenHandlerOptions } from 'araucaria-connect/server';
import { handlerWith, json, optionsIn, status, type Answer, type Fault } from '../fault.ts';

/** A request that the handler gets from a page of another origin, as it seems to it: a proxy has changed `Host`. */
const behindProxy =
  (options: Partial<TokenHandlerOptions>): Answer =>
  (request, response) => {
    const kept = request.rawHeaders.flatMap((name, index, all) =>
      index % 2 || /^sec-fetch-site$/i.test(name) ? [] : [name, /^host$/i.test(name) ? 'app:3000' : all[index + 1]!],
    );
    Object.defineProperty(request, 'rawHeaders', { value: kept });
    request.headers.host = 'app:3000';
    handlerWith(options)(request, response);
  };

/** `test/wordpress/plugin.spec.ts` sees it of the plugin itself. */
export const wordpressRefusal = 'Expected a visitor who is signed in, and a connection of their own.';

/** Answers of the token endpoint that refuse the visitor, the page or the connection. */
export const refusalFaults: readonly Fault[] = [
  {
    code: 'unauthorized',
    what: 'a visitor who is not signed in',
    message: 'Expected 200 from token-endpoint; got 401.',
    setup: { endpoint: status(401) },
  },
  {
    code: 'unauthorized',
    what: 'a refusal without a reason',
    message: 'Expected 200 from token-endpoint; got 403.',
    setup: { endpoint: status(403) },
  },
  {
    code: 'unauthorized',
    what: 'authorize that returns false',
    message: 'Expected 200 from token-endpoint; got 403. Expected a visitor that authorize permits; it returned false.',
    setup: { options: { authorize: () => false } },
    mended: { options: { authorize: () => true } },
  },
  {
    code: 'unauthorized',
    what: 'authorize that returns nothing',
    message:
      'Expected 200 from token-endpoint; got 403. Expected authorize to return true or false; it returned …, which refuses.',
    setup: { options: { authorize: (() => {}) as unknown as () => boolean } },
    mended: { options: { authorize: () => true } },
  },
  {
    code: 'unauthorized',
    what: 'a visitor whom the WordPress plugin does not know',
    message: `Expected 200 from token-endpoint; got 403. ${wordpressRefusal}`,
    setup: { endpoint: json(403, { code: 'unauthorized', detail: wordpressRefusal }) },
  },
  {
    code: 'unauthorized',
    what: 'a redirect to the login page',
    message: 'Expected 200 from token-endpoint; got a redirect (login, trailing slash, https?).',
    setup: { endpoint: status(302, { Location: '/login' }) },
  },
  {
    code: 'unauthorized',
    what: 'a proxy that changes Host',
    message: 'Expected 200 from token-endpoint; got 403. Expected a page of an allowed origin: …',
    setup: ({ sandbox }) => ({ endpoint: behindProxy({ apiUrl: sandbox }) }),
    line: `allowedOrigins: ['https://shop.example']`,
    mended: (line, { sandbox }) => ({ endpoint: behindProxy({ apiUrl: sandbox, ...optionsIn(line) }) }),
  },
  {
    code: 'connection-not-found',
    what: 'the id of a connection that Araucaria does not have',
    message: 'Expected 200 from token-endpoint; got 404. Expected the id of an existing connection.',
    setup: { attributes: 'token-endpoint="/api/widget-token" connection-id="conn_of_last_year"' },
    line: 'connection-id=""',
    mended: (line) => ({ attributes: `token-endpoint="/api/widget-token" ${line}` }),
  },
  {
    code: 'connection-not-found',
    what: 'a token endpoint without a route for repairs',
    message: 'Expected 200 from token-endpoint; got 404.',
    setup: { attributes: 'token-endpoint="/api/token" connection-id="conn_1"' },
  },
  {
    code: 'connection-not-repairable',
    what: 'the id of a connection that was never made',
    message:
      'Expected 200 from token-endpoint; got 409. Expected a connection in FAILED_AUTH: no other can be repaired.',
    setup: async ({ createConnection }) => ({
      attributes: `token-endpoint="/api/widget-token" connection-id="${await createConnection()}"`,
    }),
    line: 'connection-id=""',
    mended: (line) => ({ attributes: `token-endpoint="/api/widget-token" ${line}` }),
  },
  {
    code: 'connection-not-repairable',
    what: 'a backend of your own that answers 409',
    message: 'Expected 200 from token-endpoint; got 409.',
    setup: { endpoint: json(409, {}) },
  },
];
