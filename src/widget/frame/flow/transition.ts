import type { Effect } from './effect.ts';
import * as attempt from './attempt.ts';
import { withDraft } from './drafts.ts';
import type { FlowEvent, UserEvent } from './event.ts';
import * as opening from './opening.ts';
import type { Remedy } from './remedies.ts';
import {
  awaitsToken,
  hasTokenFailed,
  isRecredential,
  isUnsaved,
  takesText,
  type Flow,
  type FlowOptions,
} from './state.ts';
import { Turn } from './turn.ts';

/** How often the keyboard may be taken before the run ends. */
const maxKeyboardLosses = 3;

/** A flow, and what is to be done. The effects belong to its state: `work` of their results is the flow's. */
export type Transition = { flow: Flow; effects: readonly Effect[] };

/** Begins a run. */
export function begin(options: FlowOptions): Transition {
  const turn = new Turn({
    options,
    state: { step: 'closed' },
    isAsking: false,
    isCovered: false,
    // The host's page brings the first one by itself.
    token: 'requested',
    session: { status: 'closed' },
    drafts: new Map(),
    submissions: [],
    keyboardLosses: 0,
    work: 0,
  });
  opening.start(turn);
  return { flow: turn.flow, effects: turn.effects };
}

/** The flow after an event: a pure function. */
export function transition(flow: Flow, event: FlowEvent): Transition {
  const turn = new Turn(flow);
  const isStale = 'work' in event && event.work !== flow.work;
  // A request that brought credentials to the server is answered to whoever waits: its attempt is given up.
  const isSubmission = event.type === 'attempt-created' || event.type === 'attempt-refused';
  if (flow.state.step === 'closed' ? event.type === 'attempt-created' : !isStale || isSubmission) react(turn, event);
  const { effects } = turn;
  const unsaved = isUnsaved(turn.flow);
  if (unsaved !== isUnsaved(flow)) effects.unshift({ type: 'post', message: { type: 'unsaved', unsaved } });
  return { flow: turn.flow, effects };
}

function react(turn: Turn, event: FlowEvent): void {
  switch (event.type) {
    case 'token':
      turn.set({ token: { token: event.token, connectionId: event.connectionId } });
      return turn.authorize();
    case 'token-failed':
      return tokenFailed(turn);
    case 'keyboard-taken':
      return keyboardTaken(turn);
    case 'host-leave':
      turn.post({ type: 'leaving' });
      return leave(turn);
    case 'session-opened':
      return opening.sessionOpened(turn, event.session);
    case 'session-failed':
      return opening.sessionFailed(turn, event.problem);
    case 'institution-loaded':
      return opening.institutionLoaded(turn, event.institution);
    case 'institution-failed':
      return opening.institutionFailed(turn, event.problem);
    case 'attempt-created':
      return attempt.attemptCreated(turn, event.work, event.attemptToken, event.attempt);
    case 'attempt-refused':
      return attempt.attemptRefused(turn, event.work, event.problem);
    case 'attempt-changed':
      return attempt.advance(turn, event.attempt);
    case 'attempt-lost':
      return attempt.attemptLost(turn, event.problem);
    case 'challenge-changed':
      return attempt.challengeChanged(turn, event.attempt);
    case 'answer-failed':
      return attempt.answerFailed(turn, event.problem);
    case 'challenge-failed':
      return attempt.challengeFailed(turn, event.problem);
    default:
      return act(turn, event);
  }
}

function act(turn: Turn, event: UserEvent): void {
  const { state } = turn.flow;
  switch (event.type) {
    case 'search':
      if (state.step === 'list' && state.untouched) turn.set({ state: { ...state, untouched: false } });
      return;
    case 'choose':
      if (state.step === 'list') opening.open(turn, event.institution);
      return;
    case 'not-listed':
      if (state.step === 'list') turn.exit('institution-not-listed');
      return;
    case 'agree':
      if (state.step !== 'consent') return;
      turn.track('consent-given');
      return opening.showForm(turn, state.institution);
    case 'type':
      if (state.step === 'form' && state.dirty !== event.dirty) turn.set({ state: { ...state, dirty: event.dirty } });
      return;
    case 'submit':
      return attempt.submit(turn, event.credentials);
    case 'answer':
      return attempt.answer(turn, event.challengeId, event.answer);
    case 'extend':
    case 'resend':
      return attempt.changeChallenge(turn, event.type);
    case 'expire':
      return attempt.expire(turn, event.challengeId);
    case 'cancel':
      return attempt.cancel(turn);
    case 'back':
      return back(turn, event.credentials);
    case 'remedy':
      return remedy(turn, event.remedy);
    case 'leave':
      return leave(turn);
    case 'stay':
      if (turn.flow.isAsking) turn.set({ isAsking: false });
      return;
    case 'resume':
      if (turn.flow.isCovered) turn.set({ isCovered: false });
      return;
    default:
      return turn.exit();
  }
}

/** Back to the bank list, keeping what was typed into a form. */
function back(turn: Turn, credentials: Record<string, string> | undefined): void {
  const { state, drafts } = turn.flow;
  if (isRecredential(turn.flow)) return;
  if (state.step === 'form' && credentials) turn.set({ drafts: withDraft(drafts, state.institution, credentials) });
  if (state.step === 'form' || state.step === 'consent' || (state.step === 'opening' && state.chosen)) list(turn);
}

function list(turn: Turn): void {
  turn.enter({ step: 'list', untouched: false });
}

/** Does what the user chose after a failure. */
function remedy(turn: Turn, chosen: Remedy): void {
  const { state } = turn.flow;
  if (hasTokenFailed(turn.flow)) turn.authorize();
  else if (state.step !== 'failed') return;
  else if (chosen === 'other') list(turn);
  else if (!state.institution) opening.start(turn);
  else if ('fields' in state.institution) opening.showForm(turn, state.institution);
  else opening.open(turn, state.institution);
}

/** Leaves, asking first if something would be lost. */
function leave(turn: Turn): void {
  if (isUnsaved(turn.flow)) turn.set({ isAsking: true });
  else turn.exit();
}

function tokenFailed(turn: Turn): void {
  if (turn.flow.token !== 'requested') return;
  turn.set({ token: 'missing' });
  // What needs a token next requests it again.
  if (!awaitsToken(turn.flow)) return;
  turn.track('failed');
  turn.set({ isAsking: false });
}

function keyboardTaken(turn: Turn): void {
  const { state, isCovered, keyboardLosses } = turn.flow;
  if (isCovered || !takesText(state)) return;
  turn.set({ isCovered: true, keyboardLosses: keyboardLosses + 1 });
  if (turn.flow.keyboardLosses < maxKeyboardLosses) return;
  turn.track('failed');
  turn.exit('keyboard-taken');
}
