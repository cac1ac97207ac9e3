import type { Attempt } from '../../../shared/widget-api.ts';

/** Identifies what is shown for an attempt: the challenge's id, else the status. */
export function attemptKey(attempt: Attempt): string {
  return attempt.status === 'challenge' ? attempt.challenge.id : attempt.status;
}
