import { checkRequest, signalOf } from '../check-request.ts';
import { describeValue } from '../describe-value.ts';
import { failureReport } from '../failure-log.ts';
import { callHostFunction, problemFor } from '../host-error.ts';
import { emptyResponse, jsonResponse, Problem } from '../problem.ts';
import { requestIdOf } from '../request-id.ts';
import { traceHeadersOf } from '../trace-headers.ts';
import { createConnection, repairConnection } from './mint-token.ts';
import { allowedOriginOf, corsHeaders, isSameOrigin, refusedOrigin } from './request-origin.ts';
import { checkOptions, type TokenHandlerOptions } from './token-handler-options.ts';
import { checkContentType, checkDeclaredSize, readConnectionId } from './token-request.ts';

/**
 * Answers a token request. Never rejects: a value that is not a `Request` is logged and answered 500. `context` is handed
 * on to `authorize` and `onConnectionCreated`.
 */
export type TokenHandler<Context = unknown> = unknown extends Context
  ? (request: Request, context?: Context) => Promise<Response>
  : (request: Request, context: Context) => Promise<Response>;

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
export function createTokenHandler<Context = unknown>(options: TokenHandlerOptions<Context>): TokenHandler<Context> {
  if (typeof document !== 'undefined') {
    throw new Error(`${caller}: expected a server; got a browser. Your API key would be public here.`);
  }
  const { access, allowedOrigins, allowedHeaders, authorize, onConnectionCreated, onError } = checkOptions(options);
  const methods = allowedOrigins.length > 0 ? ['POST', 'OPTIONS'] : ['POST'];
  const report = failureReport(caller, onError);

  async function answer(request: Request, context: Context, headers: AnswerHeaders): Promise<Response> {
    if (!methods.includes(request.method)) {
      throw new Problem(405, `Expected the method ${methods.join(' or ')}.`, { Allow: methods.join(', ') });
    }
    checkDeclaredSize(request);
    const isAllowed = allowedOriginOf(request, allowedOrigins) !== null;
    if (request.method === 'OPTIONS' && isAllowed) {
      return emptyResponse({
        ...headers,
        'Access-Control-Allow-Headers': ['Content-Type', ...allowedHeaders].join(', '),
      });
    }
    if (request.method === 'OPTIONS' || !(isAllowed || isSameOrigin(request))) {
      throw new Problem(403, refusedOrigin(request), {}, 'origin-refused');
    }
    checkContentType(request);
    const connectionId = await readConnectionId(request);
    const allowed: unknown = await callHostFunction('authorize', () => authorize(request, { connectionId, context }));
    // Compared with true: a host in plain JavaScript may forget to return a value.
    if (allowed !== true) throw new Problem(403, refusedVisitor(allowed), {}, 'authorize-refused');
    const visitor = {
      requestId: headers['X-Request-Id'],
      headers: traceHeadersOf(request),
      signal: signalOf(request),
    };
    if (connectionId !== null) {
      return jsonResponse(await repairConnection(access, connectionId, visitor), 200, headers);
    }
    const created = await createConnection(access, visitor);
    const details = { connectionId: created.connectionId, request, context };
    await callHostFunction('onConnectionCreated', () => onConnectionCreated(details));
    return jsonResponse(created, 200, headers);
  }

  return async (request: Request, context?: Context) => {
    let headers: AnswerHeaders = { ...commonHeaders, 'X-Request-Id': '' };
    try {
      checkRequest(request);
      const origin = allowedOriginOf(request, allowedOrigins);
      headers = {
        ...commonHeaders,
        ...(origin !== null && corsHeaders(origin)),
        'X-Request-Id': requestIdOf(request),
      };
      // A handler with a context of its own type can't be called without one.
      return await answer(request, context as Context, headers);
    } catch (error) {
      headers['X-Request-Id'] ||= crypto.randomUUID();
      const problem = problemFor(caller, error);
      report(problem, headers['X-Request-Id']);
      return problem.toResponse(headers);
    }
  };
}

const caller = 'createTokenHandler';

type AnswerHeaders = Record<string, string> & { 'X-Request-Id': string };

/** Why `authorize` refused; a result that is no boolean is a slip of the host's. */
const refusedVisitor = (result: unknown): string =>
  result === false
    ? 'Expected a visitor that authorize permits; it returned false.'
    : `Expected authorize to return true or false; it returned ${describeValue(result)}, which refuses.`;
