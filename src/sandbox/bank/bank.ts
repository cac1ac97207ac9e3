import type { WidgetErrorCode } from '../../shared/widget-error.ts';
import type { ChallengeKind } from '../institutions/institution.ts';
import type { Clock } from '../runtime/clock.ts';
import { codeQuestion, hasMember, isRight, phoneOf, questions, type Answer, type Question } from './challenges.ts';
import { OpenChallenge } from './open-challenge.ts';
import type { BankStep } from './scenarios.ts';

/** The bank's decision. */
export type Verdict = { type: 'accepted' } | { type: 'refused' } | { type: 'failed'; code: WidgetErrorCode };

/**
 * The guesses that the token has left, of credentials, codes and answers in total. One is taken before the bank checks, and
 * returned if it was right. So a guess also counts if the attempt is canceled during the check.
 */
export type Guesses = {
  /** Takes a guess, and returns how many are left; null if there was none. */
  take(): number | null;
  giveBack(): void;
};

/** What a bank call needs. The caller has taken the guess for the credentials. */
export type BankCall = {
  guesses: Guesses;
  steps: readonly BankStep[];
  /** How long each step takes. */
  stepMs: number;
  clock: Clock;
  /** Cancels the call. */
  signal: AbortSignal;
  /** Shows a challenge to the user. */
  show(challenge: OpenChallenge): void;
};

/** The extra time of a slow bank, in steps. */
const slowBankSteps = 10;

/** The time until the user approves in the bank's app, in steps. */
const approvalSteps = 5;

/** How many wrong answers to one challenge end the attempt. */
const triesPerChallenge = 3;

/** Plays a fictional bank: runs its steps, then accepts. Rejects with the signal's reason when it is aborted. */
export async function callBank(call: BankCall): Promise<Verdict> {
  const { steps, stepMs, clock, signal, guesses } = call;
  let credentialsAccepted = false;
  const acceptCredentials = (): void => {
    if (!credentialsAccepted) guesses.giveBack();
    credentialsAccepted = true;
  };
  await clock.wait(stepMs, signal);
  for (const step of steps) {
    switch (step.type) {
      case 'wait':
        await clock.wait(stepMs * slowBankSteps, signal);
        break;
      case 'refuse':
        if (credentialsAccepted) guesses.take();
        return { type: 'refused' };
      case 'fail':
        acceptCredentials();
        return { type: 'failed', code: step.code };
      case 'challenge': {
        acceptCredentials();
        const code = await runChallenge(call, step.kind);
        if (code) return { type: 'failed', code };
      }
    }
  }
  acceptCredentials();
  return { type: 'accepted' };
}

/** Runs a challenge. Returns null if the user passed it, otherwise the error code. */
async function runChallenge(call: BankCall, kind: ChallengeKind): Promise<WidgetErrorCode | null> {
  if (kind === 'sms' || kind === 'app') return failureOf(await poseQuestion(call, codeQuestion(kind)));
  if (kind === 'approval' || kind === 'denial') return awaitApproval(call, kind);
  const answer = await poseQuestion(call, questions[kind]);
  // The chosen phone receives a code.
  if (kind === 'phone' && typeof answer === 'object') {
    return failureOf(await poseQuestion(call, codeQuestion('sms', phoneOf(answer))));
  }
  return failureOf(answer);
}

const failureOf = (answer: Answer | WidgetErrorCode): WidgetErrorCode | null =>
  typeof answer === 'string' ? answer : null;

/** Waits for the right answer. Returns an error code if there was none. */
async function poseQuestion(call: BankCall, question: Question): Promise<Answer | WidgetErrorCode> {
  const { show, clock, stepMs, signal, guesses } = call;
  const challenge = new OpenChallenge(clock, question);
  show(challenge);
  let triesLeft: number | null = null;
  for (let bankTries = triesPerChallenge - 1; triesLeft !== 0; bankTries -= 1) {
    const answer = await challenge.next(triesLeft, signal);
    if (answer === null) return 'mfa-timeout';
    // A choice is never wrong.
    if (hasMember(answer, 'option')) return clock.wait(stepMs, signal).then(() => answer);
    const guessesLeft = guesses.take();
    if (guessesLeft === null) break;
    await clock.wait(stepMs, signal);
    if (isRight(answer)) {
      guesses.giveBack();
      return answer;
    }
    triesLeft = Math.min(bankTries, guessesLeft);
  }
  return 'mfa-failed';
}

/** The user decides in the bank's own app. The sandbox does it for the user, after a while. */
async function awaitApproval(
  { show, clock, stepMs, signal }: BankCall,
  kind: 'approval' | 'denial',
): Promise<WidgetErrorCode | null> {
  const challenge = new OpenChallenge(clock, questions[kind]);
  show(challenge);
  const decision = await challenge.withinTimeLimit(
    (stop) => clock.wait(stepMs * approvalSteps, stop).then(() => kind),
    signal,
  );
  if (decision === null) return 'mfa-timeout';
  return decision === 'denial' ? 'mfa-failed' : null;
}
