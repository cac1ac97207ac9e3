import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { requestIdPattern } from '../../shared/limits.ts';
import { secretPrefixIn } from '../runtime/redaction.ts';
import type { Problem } from './problem.ts';

/** What is known of a request while it is answered, for the log. */
export type RequestTrace = {
  /** The request's `X-Request-Id`, or a new one. */
  readonly requestId: string;
  /** The connection that the request is about, once it is found. */
  connectionId: string | null;
  /** The request that created the widget token of this one: the call of the host's backend. */
  startedBy: string | null;
  /** Why the request was refused. */
  problem: Problem | null;
};

declare module 'hono' {
  interface ContextVariableMap {
    trace: RequestTrace;
  }
}

/** Short, because it is on each line of the log. */
const newRequestId = (): string => `req_${randomBytes(8).toString('hex')}`;

/** The trace of a new request. */
export function newTrace(context: Context): RequestTrace {
  const given = context.req.header('X-Request-Id') ?? '';
  const isUsable = requestIdPattern.test(given) && secretPrefixIn(given) === null;
  return { requestId: isUsable ? given : newRequestId(), connectionId: null, startedBy: null, problem: null };
}
