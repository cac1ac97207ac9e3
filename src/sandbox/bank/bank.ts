import type { WidgetErrorCode } from '../../shared/widget-error.ts';
import {
  codeQuestion,
  has,
  isRight,
  phoneOf,
  questions,
  type Answer,
  type ChallengeKind,
  type Question,
} from './challenges.ts';
import type { Clock } from '../runtime/clock.ts';
import { OpenChallenge } from './open-challenge.ts';
import type { BankStep } from './scenarios.ts';

/** How the bank decided. */
export type Verdict = { type: 'accepted' } | { type: 'refused' } | { type: 'failed'; code: WidgetErrorCode };

/**
 * The wrong guesses that are left, of credentials and of codes together. One is taken before the bank looks, and given
 * back if the bank finds it right: so it counts too when the attempt is broken off meanwhile.
 */
export type Guesses = {
  /** How many are left after this one; null: there was none. */
  take(): number | null;
  giveBack(): void;
};

/** The bank's side of an attempt. The guess for its credentials is taken by whoever calls. */
export type BankCall = {
  guesses: Guesses;
  steps: readonly BankStep[];
  /** How long each step takes, in ms. */
  delay: number;
  clock: Clock;
  /** Hangs up. */
  signal: AbortSignal;
  /** Shows a challenge to the user. */
  show(challenge: OpenChallenge): void;
};

/** How much longer a slow bank takes. */
const slowness = 10;

/** How much longer a person takes who has to find a phone. */
const approvalTime = 5;

/** How many wrong answers to one challenge the bank takes. */
const tries = 3;

/** A fictional bank: goes through its steps, then says yes. Rejects with the signal's reason when hung up on. */
export async function callBank(call: BankCall): Promise<Verdict> {
  const { steps, delay, clock, signal, guesses } = call;
  let judged = false;
  const takeCredentials = (): void => {
    if (!judged) guesses.giveBack();
    judged = true;
  };
  await clock.wait(delay, signal);
  for (const step of steps) {
    switch (step.type) {
      case 'dawdle':
        await clock.wait(delay * slowness, signal);
        break;
      case 'refuse':
        if (judged) guesses.take();
        return { type: 'refused' };
      case 'fail':
        takeCredentials();
        return { type: 'failed', code: step.code };
      case 'challenge': {
        takeCredentials();
        const code = await challengeUser(call, step.kind);
        if (code) return { type: 'failed', code };
      }
    }
  }
  takeCredentials();
  return { type: 'accepted' };
}

/** Null if the user passed. */
async function challengeUser(call: BankCall, kind: ChallengeKind): Promise<WidgetErrorCode | null> {
  if (kind === 'sms' || kind === 'app') return failureOf(await ask(call, codeQuestion(kind)));
  if (kind === 'approval' || kind === 'denial') return awaitApproval(call, kind);
  const answer = await ask(call, questions[kind]);
  // The phone that was chosen gets a code.
  if (kind === 'phone' && typeof answer === 'object') {
    return failureOf(await ask(call, codeQuestion('sms', phoneOf(answer))));
  }
  return failureOf(answer);
}

const failureOf = (answer: Answer | WidgetErrorCode): WidgetErrorCode | null =>
  typeof answer === 'string' ? answer : null;

/** The right answer, or how the user failed to give it. */
async function ask(call: BankCall, question: Question): Promise<Answer | WidgetErrorCode> {
  const { show, clock, delay, signal, guesses } = call;
  const challenge = new OpenChallenge(clock, question);
  show(challenge);
  let triesLeft: number | null = null;
  for (let bankTries = tries - 1; triesLeft !== 0; bankTries -= 1) {
    const answer = await challenge.next(triesLeft, signal);
    if (answer === null) return 'mfa-timeout';
    // A choice can't be wrong.
    if (has(answer, 'option')) return clock.wait(delay, signal).then(() => answer);
    const guessesLeft = guesses.take();
    if (guessesLeft === null) break;
    await clock.wait(delay, signal);
    if (isRight(answer)) {
      guesses.giveBack();
      return answer;
    }
    triesLeft = Math.min(bankTries, guessesLeft);
  }
  return 'mfa-failed';
}

/** The user decides in the bank's own app. Here that happens by itself. */
async function awaitApproval(
  { show, clock, delay, signal }: BankCall,
  kind: 'approval' | 'denial',
): Promise<WidgetErrorCode | null> {
  const challenge = new OpenChallenge(clock, questions[kind]);
  show(challenge);
  const decision = await challenge.inTime((until) => clock.wait(delay * approvalTime, until).then(() => kind), signal);
  if (decision === null) return 'mfa-timeout';
  return decision === 'denial' ? 'mfa-failed' : null;
}
