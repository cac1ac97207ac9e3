import type { Effect } from './effect.ts';
import { maxInstitutionNameLength } from '../../../shared/limits.ts';
import * as attempt from './attempt.ts';
import { withDraft } from './drafts.ts';
import type { FlowEvent, UserEvent } from './event.ts';
import { checkNetwork, hold, sends } from './offline.ts';
import * as opening from './opening.ts';
import type { Remedy } from './remedies.ts';
import {
  awaitsToken,
  canGoBack,
  hasTokenFailed,
  isAtBank,
  isOffline,
  isUnsaved,
  hasTextInput,
  type Flow,
  type FlowOptions,
} from './state.ts';
import { TransitionBuilder } from './transition-builder.ts';

/** The run ends when the keyboard is taken for the third time. */
const maxKeyboardLosses = 3;

/** The next flow, and its effects. The results of the effects carry the flow's `stateId`. */
export type Transition = { flow: Flow; effects: readonly Effect[] };

/** The first state of a run. */
export function begin(options: FlowOptions, network: 'online' | 'offline' = 'online'): Transition {
  const next = new TransitionBuilder({
    options,
    state: { step: 'closed' },
    isAsking: false,
    isCovered: false,
    // The host's page sends the first token without a request.
    token: 'requested',
    session: { status: 'closed' },
    network,
    unsent: null,
    drafts: new Map(),
    submissions: [],
    keyboardLosses: 0,
    stateId: 0,
  });
  next.track('opened');
  opening.start(next);
  return { flow: next.flow, effects: next.effects };
}

/** The flow after an event: a pure function. */
export function transition(flow: Flow, event: FlowEvent): Transition {
  const next = new TransitionBuilder(flow);
  const isStale = 'stateId' in event && event.stateId !== flow.stateId;
  // The result of a submission counts in any state: its attempt may have to be canceled.
  const isSubmission = event.type === 'attempt-created' || event.type === 'attempt-refused';
  if (flow.state.step === 'closed' ? event.type === 'attempt-created' : !isStale || isSubmission) react(next, event);
  const { effects } = next;
  const unsaved = isUnsaved(next.flow);
  if (unsaved !== isUnsaved(flow)) effects.unshift({ type: 'post', message: { type: 'unsaved', unsaved } });
  return { flow: next.flow, effects };
}

function react(next: TransitionBuilder, event: FlowEvent): void {
  switch (event.type) {
    case 'token':
      next.set({ token: { token: event.token, connectionId: event.connectionId } });
      return next.authorize();
    case 'token-failed':
      return tokenFailed(next);
    case 'keyboard-taken':
      return keyboardTaken(next);
    case 'host-leave':
      next.post({ type: 'leaving' });
      return leave(next);
    case 'online':
      return online(next);
    case 'offline':
      if (!isOffline(next.flow)) next.set({ network: 'offline' });
      return;
    case 'network-checked':
      if (next.flow.network === 'checking') next.set({ network: 'still-offline' });
      return;
    case 'session-opened':
      return opening.sessionOpened(next, event.session);
    case 'session-failed':
      return opening.sessionFailed(next, event.problem);
    case 'institution-loaded':
      return opening.institutionLoaded(next, event.institution);
    case 'institution-failed':
      return opening.institutionFailed(next, event.problem);
    case 'attempt-created':
      return attempt.attemptCreated(next, event.stateId, event.attemptToken, event.attempt);
    case 'attempt-refused':
      return attempt.attemptRefused(next, event.stateId, event.problem);
    case 'attempt-changed':
      return attempt.advance(next, event.attempt);
    case 'attempt-lost':
      return attempt.attemptLost(next, event.problem);
    case 'challenge-changed':
      return attempt.challengeChanged(next, event.attempt);
    case 'answer-failed':
      return attempt.answerFailed(next, event.problem);
    case 'challenge-failed':
      return attempt.challengeFailed(next, event.problem);
    default:
      return act(next, event);
  }
}

function act(next: TransitionBuilder, event: UserEvent): void {
  const { state } = next.flow;
  if (isOffline(next.flow) && sends(event, state)) return hold(next, event);
  switch (event.type) {
    case 'search':
      if (state.step === 'list' && state.untouched) next.set({ state: { ...state, untouched: false } });
      return;
    case 'choose':
      if (state.step === 'list') opening.open(next, event.institution);
      return;
    case 'not-listed':
      if (state.step === 'list') next.enter({ step: 'missing', reported: false });
      return;
    case 'report-missing':
      if (state.step === 'missing' && !state.reported) reportMissing(next, event.name);
      return;
    case 'agree':
      if (state.step !== 'consent') return;
      next.track('consent-given');
      return opening.showForm(next, state.institution);
    case 'type':
      if (state.step === 'form' && state.dirty !== event.dirty) next.set({ state: { ...state, dirty: event.dirty } });
      return;
    case 'submit':
      return attempt.submit(next, event.credentials);
    case 'answer':
      return attempt.answer(next, event.challengeId, event.answer);
    case 'extend':
    case 'resend':
      return attempt.changeChallenge(next, event.type);
    case 'expire':
      return attempt.expire(next, event.challengeId);
    case 'back':
      return back(next, event.credentials);
    case 'remedy':
      return remedy(next, event.remedy);
    case 'leave':
      return leave(next);
    case 'stay':
      if (next.flow.isAsking) next.set({ isAsking: false });
      return;
    case 'resume':
      if (next.flow.isCovered) next.set({ isCovered: false });
      return;
    case 'edit':
      // What was held is no longer what the user wants to send.
      if (next.flow.unsent) next.set({ unsent: null });
      return;
    case 'check-network':
      return checkNetwork(next);
    default:
      return next.exit();
  }
}

/** Goes on with what waited for the network. */
function online(next: TransitionBuilder): void {
  const { unsent } = next.flow;
  next.set({ network: 'online', unsent: null });
  if (unsent) act(next, unsent);
  else next.authorize();
}

/** Tells the host's page that a bank is missing. What the user typed is sent only if it is something. */
function reportMissing(next: TransitionBuilder, name: string): void {
  const institutionName = name.trim().slice(0, maxInstitutionNameLength);
  next.set({ state: { step: 'missing', reported: true } });
  next.post({ type: 'event', name: 'institution-missing', ...(institutionName && { institutionName }) });
}

/** From the bank back to its form, from all else to the bank list; keeps what was typed into a form. */
function back(next: TransitionBuilder, credentials: Record<string, string> | undefined): void {
  const { state, drafts } = next.flow;
  if (!canGoBack(next.flow)) return;
  if (isAtBank(state)) return attempt.cancel(next);
  if (state.step === 'form' && credentials) next.set({ drafts: withDraft(drafts, state.institution, credentials) });
  list(next);
}

function list(next: TransitionBuilder): void {
  next.enter({ step: 'list', untouched: false });
}

/** Applies the remedy that the user chose after a failure. */
function remedy(next: TransitionBuilder, chosen: Remedy): void {
  const { state } = next.flow;
  if (hasTokenFailed(next.flow) && isOffline(next.flow)) checkNetwork(next);
  else if (hasTokenFailed(next.flow)) next.authorize();
  else if (state.step !== 'failed') return;
  else if (chosen === 'other') list(next);
  else if (!state.institution) opening.start(next);
  else if ('fields' in state.institution) opening.showForm(next, state.institution);
  else opening.open(next, state.institution);
}

/** Ends the run, or first shows the question of leaving if something would be lost. */
function leave(next: TransitionBuilder): void {
  // Nothing is sent while the user decides.
  if (isUnsaved(next.flow)) next.set({ isAsking: true, unsent: null });
  else next.exit();
}

function tokenFailed(next: TransitionBuilder): void {
  if (next.flow.token !== 'requested') return;
  next.set({ token: 'missing' });
  // The next request that needs a token requests one again.
  if (!awaitsToken(next.flow)) return;
  next.track('failed');
  next.set({ isAsking: false });
}

function keyboardTaken(next: TransitionBuilder): void {
  const { state, isCovered, keyboardLosses } = next.flow;
  if (isCovered || !hasTextInput(state)) return;
  next.set({ isCovered: true, unsent: null, keyboardLosses: keyboardLosses + 1 });
  if (next.flow.keyboardLosses < maxKeyboardLosses) return;
  next.track('failed');
  next.exit('keyboard-taken');
}
