import { Clock } from '../../../src/sandbox/runtime/clock.ts';

/** A clock that only the test moves, so that nothing expires or is tried again because a machine is slow. */
export function standingClock(): Clock {
  const now = Date.now();
  return new Clock(() => now);
}
