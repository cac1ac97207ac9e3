import type { WidgetErrorCode } from '../../../shared/widget-error.ts';

/** A failed API call. `unanswered`: no valid answer came, so the server may have done what was requested. */
export type Problem = { code: WidgetErrorCode; unanswered: boolean };

/**
 * Why the failure step is shown: an error code of the widget, a failed token request of the host's page, or credentials
 * that were sent without a known outcome.
 */
export type Failure = WidgetErrorCode | 'token-failed' | 'outcome-unknown';

/** A failure as it is shown. `offline`: the token can't be requested before the network is back. */
export type ShownFailure = Failure | 'offline';

/** The failure to show for a problem. */
export function failureOf({ code }: Problem, isOutcomeUnknown: boolean): Failure {
  // `token-invalid` may mean that the connection was made: then it takes no token any more.
  const isHidden = isOutcomeUnknown && (code === 'internal-error' || code === 'token-invalid');
  return isHidden ? 'outcome-unknown' : code;
}

/** The code for the host's page. It has none for an unknown outcome: to the page it is an answer that did not come. */
export function exitCodeOf(failure: Failure): WidgetErrorCode | 'token-failed' {
  return failure === 'outcome-unknown' ? 'connection-timeout' : failure;
}
