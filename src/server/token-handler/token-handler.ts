import type { WidgetToken } from '../../shared/widget-token.ts';
import { AraucariaApi } from './araucaria-api.ts';
import { checkRequest, signalOf } from '../check-request.ts';
import { callHostFunction, problemFor } from '../host-error.ts';
import { emptyResponse, jsonResponse, Problem } from '../problem.ts';
import { allowedOriginOf, corsHeaders, isSameOrigin } from './request-origin.ts';
import { checkOptions, type TokenHandlerOptions } from './token-handler-options.ts';
import { checkContentType, checkDeclaredSize, readConnectionId } from './token-request.ts';

/** Answers a token request. Never rejects: a value that is not a `Request` is logged and answered 500. */
export type TokenHandler = (request: Request) => Promise<Response>;

/** On every answer: it is for one visitor, and must not be cached. */
const commonHeaders = {
  'Cache-Control': 'no-store',
  Vary: 'Origin, Sec-Fetch-Site, Cookie',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * The token endpoint of `<araucaria-connect-button token-endpoint="…">`: mints widget tokens.
 *
 * Takes a POST of `{}` for a new connection, or `{ "connectionId": "…" }` to repair one, and answers
 * `{ widgetToken, connectionId }`, or RFC 9457 problem JSON whose `code` is the button's `error.code`. It keeps no
 * state, has no dependency and runs wherever `Request`, `Response` and `fetch` exist.
 *
 * @example
 * ```ts
 * const mintWidgetToken = createTokenHandler({
 *   apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
 *   authorize: (request, { connectionId }) => connectionId === null || ownerOf(connectionId) === userOf(request),
 *   onConnectionCreated: ({ connectionId, request }) => storeOwner(connectionId, userOf(request)),
 * });
 * app.all('/api/widget-token', (context) => mintWidgetToken(context.req.raw)); // with Hono
 * ```
 *
 * @throws {TypeError} for options that can't be used
 * @throws {Error} in a browser, where an API key would be public
 */
export function createTokenHandler(options: TokenHandlerOptions): TokenHandler {
  if (typeof document !== 'undefined') {
    throw new Error('createTokenHandler: expected a server; got a browser. Your API key would be public here.');
  }
  const { allowedOrigins, authorize, onConnectionCreated, ...access } = checkOptions(options);
  const api = new AraucariaApi(access);
  const methods = allowedOrigins.length > 0 ? ['POST', 'OPTIONS'] : ['POST'];

  async function answer(request: Request, headers: Record<string, string>): Promise<Response> {
    if (!methods.includes(request.method)) {
      throw new Problem(405, `Expected the method ${methods.join(' or ')}.`, { Allow: methods.join(', ') });
    }
    checkDeclaredSize(request);
    const isAllowed = allowedOriginOf(request, allowedOrigins) !== null;
    if (request.method === 'OPTIONS' && isAllowed) {
      return emptyResponse({ ...headers, 'Access-Control-Allow-Headers': 'Content-Type' });
    }
    if (request.method === 'OPTIONS' || !(isAllowed || isSameOrigin(request))) {
      throw new Problem(403, 'Expected a request from a page of an allowed origin.');
    }
    checkContentType(request);
    const connectionId = await readConnectionId(request);
    // Compared with true: a host in plain JavaScript may forget to return a value.
    const allowed: unknown = await callHostFunction('authorize', () => authorize(request, { connectionId }));
    if (allowed !== true) {
      throw new Problem(403, 'Expected a visitor that authorize permits.');
    }
    return jsonResponse(await mint(connectionId, request), 200, headers);
  }

  async function mint(connectionId: string | null, request: Request): Promise<WidgetToken> {
    const signal = signalOf(request);
    if (connectionId !== null) return api.repairConnection(connectionId, signal);
    const created = await api.createConnection(signal);
    const details = { connectionId: created.connectionId, request };
    await callHostFunction('onConnectionCreated', () => onConnectionCreated(details));
    return created;
  }

  function headersFor(request: Request): Record<string, string> {
    const origin = allowedOriginOf(request, allowedOrigins);
    return origin === null ? commonHeaders : { ...commonHeaders, ...corsHeaders(origin) };
  }

  return async (request) => {
    let headers: Record<string, string> = commonHeaders;
    try {
      checkRequest(request);
      headers = headersFor(request);
      return await answer(request, headers);
    } catch (error) {
      return problemFor('createTokenHandler', error).toResponse(headers);
    }
  };
}
