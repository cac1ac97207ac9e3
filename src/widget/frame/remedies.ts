import type { Failure, Remedy } from './result-step.ts';

// Where nothing is listed, only leaving helps: the token is of no use any more, or must not be used here.
const table: Partial<Record<Failure, readonly Remedy[]>> = {
  'token-failed': ['retry'],
  'institution-unavailable': ['other', 'retry'],
  'account-locked': ['other'],
  'mfa-failed': ['retry', 'other'],
  'mfa-timeout': ['retry', 'other'],
  'connection-timeout': ['retry', 'other'],
  'frame-unreachable': ['retry'],
  'internal-error': ['retry'],
};

/** What can be done about a failure. `fixed`: there is no other bank to choose. */
export function remediesFor(failure: Failure, fixed: boolean): readonly Remedy[] {
  return (table[failure] ?? []).filter((remedy) => remedy === 'retry' || !fixed);
}
