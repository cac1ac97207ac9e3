import type { WidgetErrorCode } from '../../shared/widget-error.ts';
import { ApiError } from './session.ts';

/**
 * How a run can end, or stop on the way: a code of the widget; the host's own token request that failed; or credentials
 * that were sent, with nobody to say what became of them.
 */
export type Failure = WidgetErrorCode | 'token-failed' | 'outcome-unknown';

/** What an error means to the user. `undecided`: the bank has their credentials, and what it made of them is not known. */
export function failureOf(error: unknown, undecided: boolean): Failure {
  // Whatever is no answer of the API's is a fault of ours, and shouldn't go unseen.
  if (!(error instanceof ApiError)) reportError(error);
  const code = error instanceof ApiError ? error.code : 'internal-error';
  // A connection that is made takes no token any more.
  const isUnknown = undecided && (code === 'internal-error' || code === 'token-invalid');
  return isUnknown ? 'outcome-unknown' : code;
}

/** What the host's page hears. An outcome that nobody knows is what it looks like from there: no answer in time. */
export function exitCodeOf(failure: Failure): WidgetErrorCode | 'token-failed' {
  return failure === 'outcome-unknown' ? 'connection-timeout' : failure;
}
