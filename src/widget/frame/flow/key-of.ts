import type { Attempt } from '../../../shared/widget-api.ts';

/** What tells one thing to show from the next: the challenge's id, else the status. */
export function keyOf(attempt: Attempt): string {
  return attempt.status === 'challenge' ? attempt.challenge.id : attempt.status;
}
