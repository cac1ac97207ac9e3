import type { Attempt, Challenge, ChallengeAnswer } from '../../../shared/widget-api.ts';
import { isWidgetErrorCode } from '../../../shared/widget-error.ts';
import type { Answer } from '../steps/challenge/answer.ts';
import { withDraft } from './drafts.ts';
import { attemptKey } from './attempt-key.ts';
import { failureOf, type Problem } from './failure.ts';
import { showForm } from './opening.ts';
import { isOutcomeUnknown, type State } from './state.ts';
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
  const { institution } = state;
  next.enter({ step: 'at-bank', institution, attemptToken, phase: 'waiting', challenge: null, answer: null });
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
    const isChecking = state.step === 'at-bank' && state.phase !== 'waiting';
    follow(next, isChecking ? 'checking' : 'waiting');
  } else if (attempt.status === 'challenge') {
    const { challenge } = attempt;
    if (state.challenge?.id !== challenge.id) next.track('challenge-shown');
    const draft = lostAnswer(state, challenge);
    next.enter({ step: 'challenge', institution, attemptToken, challenge, request: 'idle', expired: false, draft });
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

/** Waits for the attempt's next status. */
function follow(next: TransitionBuilder, phase: 'waiting' | 'unsure' | 'checking'): void {
  const { state } = next.flow;
  if (state.step !== 'at-bank' && state.step !== 'challenge') return;
  const { institution, attemptToken, challenge } = state;
  const unsure = phase === 'unsure' && state.step === 'at-bank' ? state.answer : null;
  next.enter({ step: 'at-bank', institution, attemptToken, phase, challenge, answer: unsure });
  // Whatever the status is, it shows whether an unsure answer has arrived.
  next.do({ type: 'follow-attempt', attemptToken, known: phase === 'unsure' ? '' : 'connecting' });
}

/** The answer that certainly has not arrived, since its challenge still stands as it was. */
function lostAnswer(state: State, { id, triesLeft }: Challenge): Answer | null {
  if (state.step !== 'at-bank' || state.phase !== 'unsure') return null;
  return state.challenge?.id === id && state.challenge.triesLeft === triesLeft ? state.answer : null;
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
  const { institution, attemptToken, challenge } = state;
  next.track('challenge-answered');
  next.enter({ step: 'at-bank', institution, attemptToken, phase: 'answering', challenge, answer: given });
  const body: ChallengeAnswer = { challengeId, ...given };
  next.do({ type: 'answer-challenge', attemptToken, answer: body });
}

export function answerFailed(next: TransitionBuilder, problem: Problem): void {
  // The bank may have received the answer.
  if (problem.unanswered) follow(next, 'unsure');
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
  if (state.expired) follow(next, 'waiting');
}

/** The challenge's time is over. The server is polled for the result, unless a request for more time is under way. */
export function expire(next: TransitionBuilder, challengeId: string): void {
  const { state } = next.flow;
  if (state.step !== 'challenge' || state.challenge.id !== challengeId) return;
  if (state.request === 'pending') next.set({ state: { ...state, expired: true } });
  else follow(next, 'waiting');
}

/** Cancels the attempt and goes back to the form. */
export function cancel(next: TransitionBuilder): void {
  const { state } = next.flow;
  if (state.step !== 'submitting' && state.step !== 'at-bank' && state.step !== 'challenge') return;
  next.cancelAttempt();
  showForm(next, state.institution);
}
