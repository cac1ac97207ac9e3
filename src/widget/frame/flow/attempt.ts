import type { Attempt, ChallengeAnswer } from '../../../shared/widget-api.ts';
import { isWidgetErrorCode } from '../../../shared/widget-error.ts';
import type { Answer } from '../steps/challenge/answer.ts';
import { withDraft } from './drafts.ts';
import { keyOf } from './key-of.ts';
import { failureOf, type Problem } from './failure.ts';
import { showForm } from './opening.ts';
import { isOutcomeUnknown } from './state.ts';
import type { Turn } from './turn.ts';

export function submit(turn: Turn, credentials: Record<string, string>): void {
  const { state, drafts } = turn.flow;
  // A password manager may press the button and submit the form, both at once.
  if (state.step !== 'form') return;
  const { institution } = state;
  turn.track('credentials-submitted');
  turn.set({ drafts: withDraft(drafts, institution, credentials) });
  turn.enter({ step: 'submitting', institution, credentials, requested: false, renewed: false });
  turn.authorize();
}

export function attemptCreated(turn: Turn, work: number, attemptToken: string, attempt: Attempt): void {
  const { state } = turn.flow;
  // Given up while the request was under way.
  if (state.step !== 'submitting' || turn.flow.work !== work) return turn.do({ type: 'cancel-attempt', attemptToken });
  turn.enter({ step: 'at-bank', institution: state.institution, attemptToken, answering: false });
  advance(turn, attempt);
}

export function attemptRefused(turn: Turn, work: number, problem: Problem): void {
  if (!turn.flow.submissions.some(({ id }) => id === work)) return;
  // The bank has nothing, unless the answer was lost on its way.
  if (!problem.unanswered) turn.set({ submissions: turn.flow.submissions.filter(({ id }) => id !== work) });
  const { state, options } = turn.flow;
  if (state.step !== 'submitting' || turn.flow.work !== work) return;
  if (problem.code === 'token-expired' && options.renewable && !state.renewed) {
    turn.set({ token: 'missing', state: { ...state, requested: false, renewed: true } });
    return turn.authorize();
  }
  const { institution } = state;
  turn.fail(failureOf(problem, isOutcomeUnknown(turn.flow, institution)), institution);
}

/** Shows how the attempt stands. */
export function advance(turn: Turn, attempt: Attempt): void {
  const { state } = turn.flow;
  if (state.step !== 'at-bank' && state.step !== 'challenge') return;
  const { institution, attemptToken } = state;
  if (attempt.status === 'connecting') {
    // An answer that is being checked is not back to where it was before the challenge.
    turn.enter({ step: 'at-bank', institution, attemptToken, answering: state.step === 'at-bank' && state.answering });
    turn.do({ type: 'follow-attempt', attemptToken, known: keyOf(attempt) });
  } else if (attempt.status === 'challenge') {
    const { challenge } = attempt;
    if (state.step !== 'challenge' || state.challenge.id !== challenge.id) turn.track('challenge-shown');
    turn.enter({ step: 'challenge', institution, attemptToken, challenge, request: 'idle', expired: false });
    // An approval is given in the bank's app, not here.
    if (challenge.type === 'approval') turn.do({ type: 'follow-attempt', attemptToken, known: keyOf(attempt) });
  } else if (attempt.status === 'connected') {
    turn.set({ drafts: new Map(), submissions: [] });
    turn.enter({ step: 'connected', institution });
    turn.track('connected');
    turn.post({ type: 'success', connectionId: attempt.connectionId });
  } else {
    // The bank has decided about everything that it got.
    turn.set({ submissions: turn.flow.submissions.filter(({ institutionId }) => institutionId !== institution.id) });
    const { code, triesLeft } = attempt;
    if (code === 'invalid-credentials' && triesLeft > 0) showForm(turn, institution, triesLeft);
    else turn.fail(isWidgetErrorCode(code) ? code : 'internal-error', institution);
  }
}

/** The server can't be asked any more how the attempt stands. */
export function attemptLost(turn: Turn, problem: Problem): void {
  const { state } = turn.flow;
  if (state.step !== 'at-bank' && state.step !== 'challenge') return;
  turn.abandon();
  turn.fail(failureOf(problem, isOutcomeUnknown(turn.flow, state.institution)), state.institution);
}

export function answer(turn: Turn, challengeId: string, given: Answer): void {
  const { state } = turn.flow;
  if (state.step !== 'challenge' || state.challenge.id !== challengeId) return;
  const { institution, attemptToken } = state;
  turn.track('challenge-answered');
  turn.enter({ step: 'at-bank', institution, attemptToken, answering: true });
  const body: ChallengeAnswer = { challengeId, ...given };
  turn.do({ type: 'answer-challenge', attemptToken, answer: body });
}

export function answerFailed(turn: Turn, problem: Problem): void {
  // The bank may have the answer all the same.
  if (problem.unanswered) askServer(turn);
  else attemptLost(turn, problem);
}

/** Requests more time for the challenge, or another code. */
export function changeChallenge(turn: Turn, change: 'extend' | 'resend'): void {
  const { state } = turn.flow;
  if (state.step !== 'challenge' || state.request === 'pending') return;
  turn.set({ state: { ...state, request: 'pending' } });
  turn.do({ type: 'change-challenge', attemptToken: state.attemptToken, change, challengeId: state.challenge.id });
}

export function challengeChanged(turn: Turn, attempt: Attempt): void {
  const { state } = turn.flow;
  if (state.step !== 'challenge') return;
  if (attempt.status === 'challenge' && attempt.challenge.id === state.challenge.id)
    turn.set({ state: { ...state, challenge: attempt.challenge, request: 'idle', expired: false } });
  else advance(turn, attempt);
}

export function challengeFailed(turn: Turn, problem: Problem): void {
  const { state } = turn.flow;
  if (state.step !== 'challenge') return;
  if (!problem.unanswered) return attemptLost(turn, problem);
  // The challenge can still be answered, and its button pressed again.
  turn.set({ state: { ...state, request: 'unanswered' } });
  if (state.expired) askServer(turn);
}

/** The challenge's time is over. The server knows what that means, unless a request for more time is under way. */
export function expire(turn: Turn, challengeId: string): void {
  const { state } = turn.flow;
  if (state.step !== 'challenge' || state.challenge.id !== challengeId) return;
  if (state.request === 'pending') turn.set({ state: { ...state, expired: true } });
  else askServer(turn);
}

function askServer(turn: Turn): void {
  advance(turn, { status: 'connecting' });
}

/** Gives the attempt up and goes back to the form. */
export function cancel(turn: Turn): void {
  const { state } = turn.flow;
  if (state.step !== 'submitting' && state.step !== 'at-bank' && state.step !== 'challenge') return;
  turn.abandon();
  showForm(turn, state.institution);
}
