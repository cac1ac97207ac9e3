import type { TokenErrorCode } from '../shared/token-error.ts';
import type { NoAnswer } from './araucaria-api/no-answer.ts';
import { withEmptyPrototype } from './prototype-pollution.ts';

/** The titles of the statuses that a handler fails with (RFC 9110, 15). */
const titles = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;

/** A status that a handler fails with. */
export type ProblemStatus = keyof typeof titles;

/** A JSON answer. Not by `Response.json`: adapters for Node send a text with plain headers much faster. */
export function jsonResponse(body: object, status: number, headers: Record<string, string>): Response {
  const allHeaders = withEmptyPrototype({ 'Content-Type': 'application/json', ...headers });
  return new Response(JSON.stringify(withEmptyPrototype(body)), withEmptyPrototype({ status, headers: allHeaders }));
}

/** An answer without a body. */
export const emptyResponse = (headers: Record<string, string> = {}): Response =>
  new Response(null, withEmptyPrototype({ status: 204, headers: withEmptyPrototype(headers) }));

/** RFC 9457 problem JSON. `detail` is for developers; `code` is for their code. */
export function problemResponse(
  { status, detail, code }: { status: ProblemStatus; detail: string; code: string },
  headers: Record<string, string> = {},
): Response {
  return jsonResponse({ type: 'about:blank', title: titles[status], status, detail, code }, status, {
    ...headers,
    'Content-Type': 'application/problem+json',
  });
}

/** The button's `error.code` for a status; it is `token-request-rejected` for all others. */
const codes = withEmptyPrototype<Partial<Record<ProblemStatus, TokenErrorCode>>>({
  403: 'unauthorized',
  404: 'connection-not-found',
  409: 'connection-not-repairable',
});

/** Why a request is not answered with success, for the host's log and metrics. */
export type FailureReason =
  | 'method'
  | 'too-large'
  | 'content-type'
  | 'invalid-body'
  /** By `Origin` or `Sec-Fetch-Site`. */
  | 'origin-refused'
  /** By the host's `authorize`. */
  | 'authorize-refused'
  | 'connection-not-found'
  | 'connection-not-repairable'
  | 'rate-limited'
  | 'key-refused'
  | 'araucaria-unreachable'
  | 'araucaria-timeout'
  | 'araucaria-unavailable'
  | 'araucaria-failed'
  /** Not signed with the secret, or too old. */
  | 'webhook-unverified'
  /** Signed, but not an event. */
  | 'webhook-invalid'
  /** Another delivery of the webhook is being processed. */
  | 'webhook-in-progress'
  /** A function of the host threw, or the handler is used in a way that can't work: the error is in the log. */
  | 'failed';

const reasons: Record<ProblemStatus, FailureReason> = {
  400: 'invalid-body',
  403: 'authorize-refused',
  404: 'connection-not-found',
  405: 'method',
  409: 'connection-not-repairable',
  413: 'too-large',
  415: 'content-type',
  429: 'rate-limited',
  500: 'failed',
  502: 'araucaria-failed',
  503: 'araucaria-unavailable',
  504: 'araucaria-timeout',
};

/** A failure to answer a request with. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: ProblemStatus;
  readonly headers: Record<string, string>;
  readonly reason: FailureReason;
  /** Of a call of Araucaria, for the host's log: the answer does not have it. */
  readonly noAnswer: (NoAnswer & { advice: string }) | undefined;

  /** `detail` is for developers and names what was expected. It never quotes what may be a secret. */
  constructor(
    status: ProblemStatus,
    detail: string,
    headers: Record<string, string> = {},
    reason: FailureReason = reasons[status],
    noAnswer?: NoAnswer & { advice: string },
  ) {
    super(detail);
    this.status = status;
    this.headers = headers;
    this.reason = reason;
    this.noAnswer = noAnswer;
  }

  /** Problem JSON with the `code` that the button reports for it. `commonHeaders` are on every answer. */
  toResponse(commonHeaders: Record<string, string>): Response {
    const { status, headers, message: detail } = this;
    const code = codes[status] ?? 'token-request-rejected';
    return problemResponse({ status, detail, code }, { ...commonHeaders, ...headers });
  }
}
