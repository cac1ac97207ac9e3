import { AraucariaApi, type WidgetToken } from './araucaria-api.ts';
import { jsonResponse, Problem } from './problem.ts';
import { allowedOriginOf, corsHeaders, isSameOrigin } from './request-origin.ts';
import { checkOptions, type TokenHandlerOptions } from './token-handler-options.ts';
import { checkContentType, checkDeclaredSize, readConnectionId } from './token-request.ts';

/** Answers a token request. Never rejects. */
export type TokenHandler = (request: Request) => Promise<Response>;

/** On every answer: each depends on who asks, and none may outlive the moment. */
const headers = {
  'Cache-Control': 'no-store',
  Vary: 'Origin, Sec-Fetch-Site, Cookie',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * The endpoint that `<araucaria-connect-button token-endpoint="…">` asks for widget tokens.
 *
 * Takes a POST of `{}` for a new connection, or `{ "connectionId": "…" }` to repair one, and answers
 * `{ widgetToken, connectionId }`, or RFC 9457 problem JSON whose `code` is the button's `error.code`. It keeps no
 * state, has no dependency and runs wherever `Request`, `Response` and `fetch` exist.
 *
 * @throws {TypeError} for options that can't be used, and {Error} in a browser, where an API key must never be
 */
export function createTokenHandler(options: TokenHandlerOptions): TokenHandler {
  if (typeof document !== 'undefined') {
    throw new Error('createTokenHandler: expected a server; got a browser. Your API key would be public here.');
  }
  const { allowedOrigins, authorize, onConnectionCreated, ...access } = checkOptions(options);
  const api = new AraucariaApi(access);
  const methods = allowedOrigins.length > 0 ? ['POST', 'OPTIONS'] : ['POST'];

  async function answer(request: Request): Promise<Response> {
    if (!methods.includes(request.method)) {
      throw new Problem(405, `Expected the method ${methods.join(' or ')}.`, { Allow: methods.join(', ') });
    }
    checkDeclaredSize(request);
    const isAllowed = allowedOriginOf(request, allowedOrigins) !== null;
    if (request.method === 'OPTIONS' && isAllowed) {
      const preflight = { ...headersFor(request), 'Access-Control-Allow-Headers': 'Content-Type' };
      return new Response(null, { status: 204, headers: preflight });
    }
    if (request.method === 'OPTIONS' || !(isAllowed || isSameOrigin(request))) {
      throw new Problem(403, 'Expected a request from a page of an allowed origin.');
    }
    checkContentType(request);
    const connectionId = await readConnectionId(request);
    // Whatever its type says: where a host forgets to return, nobody gets in.
    const allowed: unknown = await authorize(request, { connectionId });
    if (allowed !== true) {
      throw new Problem(403, 'Expected a visitor who may do this.');
    }
    return jsonResponse(await mint(connectionId, request), 200, headersFor(request));
  }

  async function mint(connectionId: string | null, request: Request): Promise<WidgetToken> {
    if (connectionId !== null) return api.repairConnection(connectionId, request.signal);
    const created = await api.createConnection(request.signal);
    await onConnectionCreated({ connectionId: created.connectionId, request });
    return created;
  }

  function headersFor(request: Request): Record<string, string> {
    const origin = allowedOriginOf(request, allowedOrigins);
    return origin === null ? headers : { ...headers, ...corsHeaders(origin) };
  }

  return (request) => answer(request).catch((error: unknown) => failed(error).toResponse(headersFor(request)));
}

function failed(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Only the host's own functions get here, and only the host can tell what happened.
  console.error('createTokenHandler: authorize or onConnectionCreated threw.', error);
  return new Problem(500, 'Something failed in this backend.');
}
