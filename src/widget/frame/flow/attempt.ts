import type { Attempt, ChallengeAnswer } from '../../../shared/widget-api.ts';
import { isWidgetErrorCode } from '../../../shared/widget-error.ts';
import type { Answer } from '../steps/challenge/answer.ts';
import { withDraft } from './drafts.ts';
import { attemptKey } from './attempt-key.ts';
import { failureOf, type Problem } from './failure.ts';
import { showForm } from './opening.ts';
import { isOutcomeUnknown } from './state.ts';
import type { TransitionBuilder } from './transition-builder.ts';

export function submit(next: TransitionBuilder, credentials: Record<string, string>): void {
  const { state, drafts } = next.flow;
  // A password manager may both press the button and submit the form.
  if (state.step !== 'form') return;
  const { institution } = state;
  next.track('credentials-submitted');
  next.set({ drafts: withDraft(drafts, institution, credentials) });
  next.enter({ step: 'submitting', institution, credentials, requested: false, renewed: false });
  next.authorize();
}

export function attemptCreated(next: TransitionBuilder, stateId: number, attemptToken: string, attempt: Attempt): void {
  const { state } = next.flow;
  // The user canceled while the request was under way.
  if (state.step !== 'submitting' || next.flow.stateId !== stateId)
    return next.do({ type: 'cancel-attempt', attemptToken });
  next.enter({ step: 'at-bank', institution: state.institution, attemptToken, answering: false });
  advance(next, attempt);
}

export function attemptRefused(next: TransitionBuilder, stateId: number, problem: Problem): void {
  if (!next.flow.submissions.some(({ id }) => id === stateId)) return;
  // With an answer, it is certain that the bank got no credentials.
  if (!problem.unanswered) next.set({ submissions: next.flow.submissions.filter(({ id }) => id !== stateId) });
  const { state, options } = next.flow;
  if (state.step !== 'submitting' || next.flow.stateId !== stateId) return;
  if (problem.code === 'token-expired' && options.renewable && !state.renewed) {
    next.set({ token: 'missing', state: { ...state, requested: false, renewed: true } });
    return next.authorize();
  }
  const { institution } = state;
  next.fail(failureOf(problem, isOutcomeUnknown(next.flow, institution)), institution);
}

/** Goes to the state that the attempt's status asks for. */
export function advance(next: TransitionBuilder, attempt: Attempt): void {
  const { state } = next.flow;
  if (state.step !== 'at-bank' && state.step !== 'challenge') return;
  const { institution, attemptToken } = state;
  if (attempt.status === 'connecting') {
    // While an answer is being checked, the progress step keeps saying so.
    next.enter({ step: 'at-bank', institution, attemptToken, answering: state.step === 'at-bank' && state.answering });
    next.do({ type: 'follow-attempt', attemptToken, known: attemptKey(attempt) });
  } else if (attempt.status === 'challenge') {
    const { challenge } = attempt;
    if (state.step !== 'challenge' || state.challenge.id !== challenge.id) next.track('challenge-shown');
    next.enter({ step: 'challenge', institution, attemptToken, challenge, request: 'idle', expired: false });
    // The user gives an approval in the bank's app, so only polling shows it.
    if (challenge.type === 'approval') next.do({ type: 'follow-attempt', attemptToken, known: attemptKey(attempt) });
  } else if (attempt.status === 'connected') {
    next.set({ drafts: new Map(), submissions: [] });
    next.enter({ step: 'connected', institution });
    next.track('connected');
    next.post({ type: 'success', connectionId: attempt.connectionId });
  } else {
    // The bank has answered, so the outcome of all submissions to it is known.
    next.set({ submissions: next.flow.submissions.filter(({ institutionId }) => institutionId !== institution.id) });
    const { code, triesLeft } = attempt;
    if (code === 'invalid-credentials' && triesLeft > 0) showForm(next, institution, triesLeft);
    else next.fail(isWidgetErrorCode(code) ? code : 'internal-error', institution);
  }
}

/** The attempt's status can't be requested any more. */
export function attemptLost(next: TransitionBuilder, problem: Problem): void {
  const { state } = next.flow;
  if (state.step !== 'at-bank' && state.step !== 'challenge') return;
  next.cancelAttempt();
  next.fail(failureOf(problem, isOutcomeUnknown(next.flow, state.institution)), state.institution);
}

export function answer(next: TransitionBuilder, challengeId: string, given: Answer): void {
  const { state } = next.flow;
  if (state.step !== 'challenge' || state.challenge.id !== challengeId) return;
  const { institution, attemptToken } = state;
  next.track('challenge-answered');
  next.enter({ step: 'at-bank', institution, attemptToken, answering: true });
  const body: ChallengeAnswer = { challengeId, ...given };
  next.do({ type: 'answer-challenge', attemptToken, answer: body });
}

export function answerFailed(next: TransitionBuilder, problem: Problem): void {
  // The bank may have received the answer.
  if (problem.unanswered) poll(next);
  else attemptLost(next, problem);
}

/** Requests more time for the challenge, or another code. */
export function changeChallenge(next: TransitionBuilder, change: 'extend' | 'resend'): void {
  const { state } = next.flow;
  if (state.step !== 'challenge' || state.request === 'pending') return;
  next.set({ state: { ...state, request: 'pending' } });
  next.do({ type: 'change-challenge', attemptToken: state.attemptToken, change, challengeId: state.challenge.id });
}

export function challengeChanged(next: TransitionBuilder, attempt: Attempt): void {
  const { state } = next.flow;
  if (state.step !== 'challenge') return;
  if (attempt.status === 'challenge' && attempt.challenge.id === state.challenge.id)
    next.set({ state: { ...state, challenge: attempt.challenge, request: 'idle', expired: false } });
  else advance(next, attempt);
}

export function challengeFailed(next: TransitionBuilder, problem: Problem): void {
  const { state } = next.flow;
  if (state.step !== 'challenge') return;
  if (!problem.unanswered) return attemptLost(next, problem);
  // The challenge can still be answered, and the request made again.
  next.set({ state: { ...state, request: 'unanswered' } });
  if (state.expired) poll(next);
}

/** The challenge's time is over. The server is polled for the result, unless a request for more time is under way. */
export function expire(next: TransitionBuilder, challengeId: string): void {
  const { state } = next.flow;
  if (state.step !== 'challenge' || state.challenge.id !== challengeId) return;
  if (state.request === 'pending') next.set({ state: { ...state, expired: true } });
  else poll(next);
}

function poll(next: TransitionBuilder): void {
  advance(next, { status: 'connecting' });
}

/** Cancels the attempt and goes back to the form. */
export function cancel(next: TransitionBuilder): void {
  const { state } = next.flow;
  if (state.step !== 'submitting' && state.step !== 'at-bank' && state.step !== 'challenge') return;
  next.cancelAttempt();
  showForm(next, state.institution);
}
