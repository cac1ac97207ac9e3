import type { Institution, InstitutionSummary, Session } from '../../../shared/widget-api.ts';
import { draftOf } from './drafts.ts';
import { failureOf, type Problem } from './failure.ts';
import { isRecredential, isSessionRequested } from './state.ts';
import type { TransitionBuilder } from './transition-builder.ts';

/** Goes to the first state: the bank list at once if it is certain to be needed, else what the session says. */
export function start(next: TransitionBuilder): void {
  const { institution, newConnection } = next.flow.options;
  if (newConnection && institution === null) next.enter({ step: 'list', untouched: true });
  else next.enter({ step: 'opening', chosen: null, loading: institution !== null, loaded: null });
  openSession(next);
  if (institution !== null) next.do({ type: 'load-institution', institution });
}

/** Opens a bank that the user chose. */
export function open(next: TransitionBuilder, chosen: InstitutionSummary): void {
  next.track('institution-selected', chosen);
  next.enter({ step: 'opening', chosen, loading: true, loaded: null });
  next.do({ type: 'load-institution', institution: chosen.id });
  openSession(next);
}

function openSession(next: TransitionBuilder): void {
  if (next.flow.session.status !== 'closed') return;
  next.set({ session: { status: 'opening', requested: false, renewed: false } });
  next.authorize();
}

export function sessionOpened(next: TransitionBuilder, session: Session): void {
  if (!isSessionRequested(next.flow)) return;
  next.set({ session: { status: 'open', session } });
  const { state } = next.flow;
  const { institution } = session;
  if (state.step === 'opening') finishOpening(next);
  // The list stays until the bank is loaded.
  else if (state.step === 'list' && institution && (state.untouched || isRecredential(next.flow)))
    next.do({ type: 'load-institution', institution });
}

export function sessionFailed(next: TransitionBuilder, problem: Problem): void {
  const { session, state, options } = next.flow;
  if (!isSessionRequested(next.flow)) return;
  if (problem.code === 'token-expired' && options.renewable && session.status === 'opening' && !session.renewed) {
    next.set({ token: 'missing', session: { ...session, requested: false, renewed: true } });
    return next.authorize();
  }
  // The session may be opened again.
  next.set({ session: { status: 'closed' } });
  if (state.step === 'opening') next.fail(failureOf(problem, false), state.chosen);
  else if (state.step === 'list') next.fail(failureOf(problem, false), null);
}

export function institutionLoaded(next: TransitionBuilder, institution: Institution): void {
  const { state } = next.flow;
  if (state.step === 'opening') {
    next.set({ state: { ...state, loading: false, loaded: institution } });
    finishOpening(next);
  } else if (state.step === 'list' && (state.untouched || isRecredential(next.flow))) show(next, institution);
}

export function institutionFailed(next: TransitionBuilder, problem: Problem): void {
  const { state } = next.flow;
  if (state.step !== 'opening') return;
  if (state.chosen) return next.fail(failureOf(problem, false), state.chosen);
  // A preselected bank that does not exist is ignored: the list is shown.
  next.set({ state: { ...state, loading: false } });
  finishOpening(next);
}

/** Leaves the state `opening` once the session and the bank are loaded. */
function finishOpening(next: TransitionBuilder): void {
  const { state, session } = next.flow;
  if (state.step !== 'opening' || session.status !== 'open') return;
  const { chosen, loaded, loading } = state;
  const { institution } = session.session;
  // A repair is for the bank that the server names, whatever was chosen here.
  const named = chosen && !isRecredential(next.flow) ? null : institution;
  if (named && named.id !== loaded?.id) {
    next.enter({ ...state, loading: true, loaded: null });
    next.do({ type: 'load-institution', institution: named });
  } else if (loaded) show(next, loaded);
  else if (!loading) next.enter({ step: 'list', untouched: true });
}

/** Shows the step after the list. A repair needs no consent again, so it goes straight to the form. */
function show(next: TransitionBuilder, institution: Institution): void {
  if (isRecredential(next.flow)) showForm(next, institution);
  else next.enter({ step: 'consent', institution });
}

/** Shows the bank's form, with its draft. */
export function showForm(next: TransitionBuilder, institution: Institution, triesLeft: number | null = null): void {
  const dirty = draftOf(next.flow.drafts, institution).size > 0;
  next.enter({ step: 'form', institution, triesLeft, dirty });
}
