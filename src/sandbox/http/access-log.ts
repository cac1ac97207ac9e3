import type { MiddlewareHandler } from 'hono';
import type { RequestEvent } from '../runtime/log.ts';
import { secretPrefixIn, withoutSecrets } from '../runtime/redaction.ts';
import { newTrace, type RequestTrace } from './request-trace.ts';

const maxPathLength = 200;

/** The path of an absolute URL. `URL` would throw for some hosts that a client may send. */
const pathPattern = /^\w+:\/\/[^/?#]*([^?#]*)/;

/**
 * Answers with the request's `X-Request-Id`, and logs the request: without its query, headers and body, and with the reason
 * if it was refused.
 */
export function accessLog(log: (event: RequestEvent) => void): MiddlewareHandler {
  return async (context, next) => {
    const startedAt = performance.now();
    const { method, url } = context.req.raw;
    const trace = newTrace(context);
    context.set('trace', trace);
    await next();
    context.header('X-Request-Id', trace.requestId);
    const [, fullPath = ''] = pathPattern.exec(url) ?? [];
    log({
      event: 'request',
      requestId: trace.requestId,
      method,
      path: withoutSecrets(fullPath.slice(0, maxPathLength)),
      status: context.res.status,
      ms: Math.round(performance.now() - startedAt),
      ...knownOf(trace),
    });
  };
}

type Known = Pick<RequestEvent, 'connectionId' | 'startedBy' | 'code' | 'detail'>;

/** The members that this request has. */
function knownOf({ connectionId, startedBy, problem }: RequestTrace): Known {
  const { code, detail = '' } = problem?.options ?? {};
  return {
    ...(connectionId !== null && { connectionId }),
    ...(startedBy !== null && { startedBy }),
    ...(code !== undefined && { code }),
    // It may name a member of the request's body.
    ...(detail !== '' && secretPrefixIn(detail) === null && { detail }),
  };
}
