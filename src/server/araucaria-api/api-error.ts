import { withEmptyPrototype } from '../prototype-pollution.ts';
import type { NoAnswer } from './no-answer.ts';

/** Why a call of the API failed. */
export type AraucariaApiErrorCode =
  /** No answer in time. */
  | 'timeout'
  /** No connection, or it broke. */
  | 'unreachable'
  /** The caller's signal was aborted. */
  | 'aborted'
  /** The answer is not what is documented. */
  | 'invalid-answer'
  /** 400 or 422. */
  | 'invalid-request'
  /** 401 or 403: the API key is wrong. */
  | 'unauthorized'
  /** 404: there is no such connection, or it belongs to another API key. */
  | 'not-found'
  /** 409: the connection's state does not allow it. */
  | 'conflict'
  /** 429. */
  | 'rate-limited'
  /** 503. */
  | 'unavailable'
  /** Any other status from 500. */
  | 'server-error'
  /** Any other status, such as a redirect, which is not followed. */
  | 'unexpected-status';

type Details = Partial<NoAnswer> & {
  status?: number;
  requestId?: string;
  retryAfter?: string;
};

/**
 * A call of the Araucaria API failed. Neither the message nor a member quotes what was sent or answered: both may hold
 * secrets.
 */
export class AraucariaApiError extends Error {
  override readonly name = 'AraucariaApiError';
  readonly code: AraucariaApiErrorCode;
  /** The status of the answer; undefined where none came. */
  readonly status: number | undefined;
  /** The `X-Request-Id` of the call, for a question to Araucaria's support. */
  readonly requestId: string | undefined;
  /** Where the call went, without a query; undefined where an answer came. It is in the message as well. */
  readonly address: string | undefined;
  /**
   * Why no answer came, as the runtime names it: `ECONNREFUSED`, `ENOTFOUND`. Undefined where it names nothing, and where
   * an answer came.
   */
  readonly causeCode: string | undefined;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** The `Retry-After` header of the answer, if it is valid: seconds, or an HTTP date. */
  readonly retryAfter: string | undefined;

  constructor(code: AraucariaApiErrorCode, message: string, details: Details = {}) {
    super(message);
    const { status, requestId, retryAfter, address, causeCode } = withEmptyPrototype(details);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
    this.address = address;
    this.causeCode = causeCode;
    this.retryable = retryableCodes.has(code);
  }
}

const retryableCodes: ReadonlySet<AraucariaApiErrorCode> = new Set([
  'timeout',
  'unreachable',
  'rate-limited',
  'unavailable',
  'server-error',
]);
