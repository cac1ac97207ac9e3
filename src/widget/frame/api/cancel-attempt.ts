import * as v from 'valibot';
import { call } from './client.ts';

/** Cancels an attempt. In a file of its own, since the first step's code has it: see `ConnectFlow`. */
export function cancelAttempt(attemptToken: string): Promise<void> {
  return call('attempt', { method: 'DELETE', bearer: attemptToken, schema: v.void() });
}
