import { setTimeout as pause } from 'node:timers/promises';
import type { Challenge } from '../shared/widget-api.ts';
import type { WidgetErrorCode } from '../shared/widget-error.ts';
import { oneTimeCode, type BankStep } from './scenarios.ts';

/** How the bank decided. */
export type Verdict = { type: 'accepted' } | { type: 'refused' } | { type: 'failed'; code: WidgetErrorCode };

/** A challenge as the bank puts it; how long the user has is the attempt's business. */
export type BankChallenge = Omit<Challenge, 'expiresIn'>;

/** The bank's side of an attempt. */
export type BankCall = {
  steps: readonly BankStep[];
  /** How long each step takes, in ms. */
  delay: number;
  /** Hangs up. */
  signal: AbortSignal;
  /** Asks the user; null if no answer came in time. */
  ask(challenge: BankChallenge): Promise<string | null>;
};

/** How much longer a slow bank takes. */
const slowness = 10;

const codeTries = 3;

/** A fictional bank: goes through its steps, then says yes. Rejects with an `AbortError` when hung up on. */
export async function callBank(call: BankCall): Promise<Verdict> {
  const { steps, delay, signal } = call;
  await pause(delay, undefined, { signal });
  for (const step of steps) {
    switch (step.type) {
      case 'dawdle':
        await pause(delay * slowness, undefined, { signal });
        break;
      case 'refuse':
        return { type: 'refused' };
      case 'fail':
        return { type: 'failed', code: step.code };
      case 'challenge': {
        const code = await challenge(call, step.channel);
        if (code) return { type: 'failed', code };
      }
    }
  }
  return { type: 'accepted' };
}

/** Null if the user passed. */
async function challenge({ ask, delay, signal }: BankCall, channel: 'sms' | 'app'): Promise<WidgetErrorCode | null> {
  const sentTo = channel === 'sms' ? '••• 42' : '';
  for (let triesLeft = codeTries; triesLeft > 0; triesLeft -= 1) {
    const code = await ask({
      type: 'one-time-code',
      channel,
      length: oneTimeCode.length,
      sentTo,
      ...(triesLeft < codeTries && { triesLeft }),
    });
    if (code === null) return 'mfa-timeout';
    await pause(delay, undefined, { signal });
    if (code === oneTimeCode) return null;
  }
  return 'mfa-failed';
}
