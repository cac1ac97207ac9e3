import type { WidgetErrorCode } from '../../../shared/widget-error.ts';

/** A call of the API that failed. `unanswered`: what it asked for may have happened all the same. */
export type Problem = { code: WidgetErrorCode; unanswered: boolean };

/**
 * How a run can end, or stop on the way: a code of the widget; the host's own token request that failed; or credentials
 * that were sent, and an outcome that is not known.
 */
export type Failure = WidgetErrorCode | 'token-failed' | 'outcome-unknown';

/** What a problem means to the user. */
export function failureOf({ code }: Problem, isOutcomeUnknown: boolean): Failure {
  // A connection that is made takes no token any more.
  const isHidden = isOutcomeUnknown && (code === 'internal-error' || code === 'token-invalid');
  return isHidden ? 'outcome-unknown' : code;
}

/** What the host's page is told. From there, an unknown outcome is what it looks like: no answer in time. */
export function exitCodeOf(failure: Failure): WidgetErrorCode | 'token-failed' {
  return failure === 'outcome-unknown' ? 'connection-timeout' : failure;
}
