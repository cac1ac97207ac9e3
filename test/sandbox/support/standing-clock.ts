import { Clock } from '../../../src/sandbox/runtime/clock.ts';

/** A clock that only the test advances, so that nothing expires or is retried because a machine is slow. */
export function standingClock(): Clock {
  const now = Date.now();
  return new Clock(() => now);
}
