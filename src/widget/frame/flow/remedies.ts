import type { Failure } from './failure.ts';

/** What the person can do about a failure, the most helpful first. Leaving is always offered, after these. */
export type Remedy = 'retry' | 'other';

// Where nothing is listed, only leaving helps: the token is of no use any more, or must not be used here.
const table: Partial<Record<Failure, readonly Remedy[]>> = {
  'token-failed': ['retry'],
  'token-expired': ['retry'],
  'outcome-unknown': ['retry'],
  'institution-unavailable': ['other', 'retry'],
  'account-locked': ['other'],
  'mfa-failed': ['retry', 'other'],
  'mfa-timeout': ['retry', 'other'],
  'connection-timeout': ['retry', 'other'],
  'frame-unreachable': ['retry'],
  'internal-error': ['retry', 'other'],
};

/** What can be done about a failure. `choice`: there is another bank to choose; `renewable`: another token can be had. */
export function remediesFor(
  failure: Failure,
  { choice, renewable }: { choice: boolean; renewable: boolean },
): readonly Remedy[] {
  if (failure === 'token-expired' && !renewable) return [];
  return (table[failure] ?? []).filter((remedy) => remedy === 'retry' || choice);
}
