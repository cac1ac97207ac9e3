import type { IncomingMessage, ServerResponse } from 'node:http';
import { isRecord } from '../../shared/is-record.ts';
import { isIncomingMessage } from '../describe-value.ts';

/** How a framework called a route. */
export type Call = {
  request: IncomingMessage;
  response: ServerResponse;
  /** What the framework called the route with: the request with its session and user. */
  context: unknown;
  /** Where body parsers leave what they read: `body`, and `rawBody` if they keep the bytes. */
  parsed: Record<string, unknown>;
  /** Path and query. */
  path: string;
};

/**
 * Express, Nest, Next and Node's `http` call with Node's own `(request, response)`, Fastify with objects that have them
 * as `raw`, Koa with a context that has them as `req` and `res`.
 *
 * @throws {TypeError} if it is none of them
 */
export function callOf([first, second]: readonly unknown[]): Call {
  if (isRecord(first)) {
    if (isRequest(first) && isResponse(second)) return call(first, second, first, first);
    if (isRecord(second) && isRequest(first['raw']) && isResponse(second['raw'])) {
      // Without this Fastify sends an answer of its own.
      if (typeof second['hijack'] === 'function') second['hijack']();
      return call(first['raw'], second['raw'], first, first);
    }
    if (isRequest(first['req']) && isResponse(first['res'])) {
      // The same for Koa, whose body parsers write to `ctx.request`.
      first['respond'] = false;
      const parsed = isRecord(first['request']) ? first['request'] : first;
      return call(first['req'], first['res'], first, parsed);
    }
  }
  throw new TypeError(
    'toNodeHandler: expected a request and a response of Node, as Express, Fastify, Koa or http call a route with. ' +
      'A framework with requests as fetch has them calls the handler itself: handler(request).',
  );
}

function call(
  request: IncomingMessage,
  response: ServerResponse,
  context: unknown,
  parsed: Record<string, unknown>,
): Call {
  // Express and Connect cut `url` where a route is mounted.
  const original = 'originalUrl' in request ? request.originalUrl : undefined;
  const path = typeof original === 'string' ? original : (request.url ?? '/');
  return { request, response, context, parsed, path };
}

const isRequest = (value: unknown): value is IncomingMessage & Record<string, unknown> => isIncomingMessage(value);

const isResponse = (value: unknown): value is ServerResponse =>
  isRecord(value) && typeof value['setHeader'] === 'function' && typeof value['end'] === 'function';
