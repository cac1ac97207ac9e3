import type { ShownFailure } from './failure.ts';

/** What the user can do about a failure: try again, or choose another bank. Leaving is always possible. */
export type Remedy = 'retry' | 'other';

// The most helpful first. After a failure that is not listed, only leaving helps: the token can't be used any more.
const remedies: Partial<Record<ShownFailure, readonly Remedy[]>> = {
  offline: ['retry'],
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

/** The remedies for a failure. `choice`: another bank can be chosen. `renewable`: another token can be requested. */
export function remediesFor(
  failure: ShownFailure,
  { choice, renewable }: { choice: boolean; renewable: boolean },
): readonly Remedy[] {
  if (failure === 'token-expired' && !renewable) return [];
  return (remedies[failure] ?? []).filter((remedy) => remedy === 'retry' || choice);
}
