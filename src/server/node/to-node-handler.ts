import type { ServerResponse } from 'node:http';
import { log, problemFor } from '../host-error.ts';
import { needsRawBody } from '../raw-body.ts';
import { parsedBody } from './node-body.ts';
import { callOf, type Call } from './node-call.ts';
import { nodeRequest } from './node-request.ts';

/** A handler of this package: for widget tokens, or for webhooks. */
type Handler<Context> = (request: Request, context: Context) => Promise<Response>;

/** A route of Express, Fastify, Koa, Nest, Next's `pages/api` or Node's `http`: they call it with different arguments. */
export type NodeHandler = (...args: unknown[]) => Promise<void>;

/**
 * Makes a route of a handler, for frameworks that call a route with a request and a response of Node's.
 *
 * It works before and after a body parser. What the framework calls the route with is the handler's `context`, so that
 * `authorize` reaches the session and the user: Express' `req`, Fastify's `request`, Koa's `ctx`.
 *
 * @example
 * ```ts
 * app.post('/api/widget-token', toNodeHandler(mintWidgetToken)); // Express, Fastify; Koa by its router
 * http.createServer(toNodeHandler(mintWidgetToken)); // Node
 * ```
 *
 * @throws {TypeError} for a handler that is no function
 */
export function toNodeHandler<Context>(handler: Handler<Context>): NodeHandler {
  if (typeof handler !== 'function') throw new TypeError('toNodeHandler: expected a handler, which is a function.');
  return async (...args) => {
    const call = callOf(args);
    try {
      await answer(call, await handler(requestOf(call, needsRawBody(handler)), call.context as Context));
    } catch (error) {
      const problem = problemFor('toNodeHandler', error);
      await answer(call, problem.toResponse({})).catch((reason: unknown) => log('toNodeHandler: no answer.', reason));
    }
  };
}

/** The request as `fetch` has it. */
function requestOf(call: Call, isRawNeeded: boolean): Request {
  const { request: incoming, response } = call;
  return nodeRequest({
    method: incoming.method ?? 'GET',
    url: urlOf(call),
    headers: headersOf(incoming.rawHeaders),
    signal: abortedWith(response),
    parsed: parsedBody(call, isRawNeeded),
    incoming,
  });
}

/** Aborted when the visitor goes away before the answer. */
function abortedWith(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = [raw[index], raw[index + 1]];
    // HTTP/2 has its method and path among them.
    if (!name.startsWith(':')) headers.append(name, value);
  }
  return headers;
}

/** The address that was asked for. Frameworks may have cut the path where the route is mounted. */
function urlOf({ request, path }: Call): string {
  const { host = request.headers[':authority'] } = request.headers;
  const scheme = 'encrypted' in request.socket ? 'https' : 'http';
  const origin = `${scheme}://${String(host)}`;
  const isOrigin = typeof host === 'string' && /^[\w.:[\]-]+$/.test(host) && URL.canParse(origin);
  // A path that begins with two slashes would be another host.
  return (isOrigin ? origin : `${scheme}://localhost`) + path.replace(/^(?:https?:\/\/[^/]*)?\/*/i, '/');
}

async function answer({ response }: Call, answered: Response): Promise<void> {
  // A text, which Node sends together with the headers.
  const text = await answered.text();
  for (const [name, value] of answered.headers) response.setHeader(name, value);
  response.statusCode = answered.status;
  response.end(text);
}
