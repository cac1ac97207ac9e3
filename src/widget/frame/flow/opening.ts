import type { Institution, InstitutionSummary, Session } from '../../../shared/widget-api.ts';
import { draftOf } from './drafts.ts';
import { failureOf, type Problem } from './failure.ts';
import { isRecredential, isSessionRequested } from './state.ts';
import type { Turn } from './turn.ts';

/** Goes to the first state: the bank list at once where it is sure to be wanted, else what the session says. */
export function start(turn: Turn): void {
  const { institution, newConnection } = turn.flow.options;
  if (newConnection && institution === null) turn.enter({ step: 'list', untouched: true });
  else turn.enter({ step: 'opening', chosen: null, loading: institution !== null, loaded: null });
  openSession(turn);
  if (institution !== null) turn.do({ type: 'load-institution', institution });
}

/** Opens a bank that the user chose. */
export function open(turn: Turn, chosen: InstitutionSummary): void {
  turn.track('institution-selected');
  turn.enter({ step: 'opening', chosen, loading: true, loaded: null });
  turn.do({ type: 'load-institution', institution: chosen.id });
  openSession(turn);
}

function openSession(turn: Turn): void {
  if (turn.flow.session.status !== 'closed') return;
  turn.set({ session: { status: 'opening', requested: false, renewed: false } });
  turn.authorize();
}

export function sessionOpened(turn: Turn, session: Session): void {
  if (!isSessionRequested(turn.flow)) return;
  turn.set({ session: { status: 'open', session } });
  const { state } = turn.flow;
  const { institution } = session;
  if (state.step === 'opening') settle(turn);
  // The list stays until the bank is there.
  else if (state.step === 'list' && institution && (state.untouched || isRecredential(turn.flow)))
    turn.do({ type: 'load-institution', institution });
}

export function sessionFailed(turn: Turn, problem: Problem): void {
  const { session, state, options } = turn.flow;
  if (!isSessionRequested(turn.flow)) return;
  if (problem.code === 'token-expired' && options.renewable && session.status === 'opening' && !session.renewed) {
    turn.set({ token: 'missing', session: { ...session, requested: false, renewed: true } });
    return turn.authorize();
  }
  // A session that failed may be tried again.
  turn.set({ session: { status: 'closed' } });
  if (state.step === 'opening') turn.fail(failureOf(problem, false), state.chosen);
  else if (state.step === 'list') turn.fail(failureOf(problem, false), null);
}

export function institutionLoaded(turn: Turn, institution: Institution): void {
  const { state } = turn.flow;
  if (state.step === 'opening') {
    turn.set({ state: { ...state, loading: false, loaded: institution } });
    settle(turn);
  } else if (state.step === 'list' && (state.untouched || isRecredential(turn.flow))) show(turn, institution);
}

export function institutionFailed(turn: Turn, problem: Problem): void {
  const { state } = turn.flow;
  if (state.step !== 'opening') return;
  if (state.chosen) return turn.fail(failureOf(problem, false), state.chosen);
  // A preselection is a wish: where there is no such bank, the list is shown.
  turn.set({ state: { ...state, loading: false } });
  settle(turn);
}

/** Leaves the state `opening` once the session and the bank are there. */
function settle(turn: Turn): void {
  const { state, session } = turn.flow;
  if (state.step !== 'opening' || session.status !== 'open') return;
  const { chosen, loaded, loading } = state;
  const { institution } = session.session;
  // A repair is about the one bank that the server names, whatever was chosen here.
  const named = chosen && !isRecredential(turn.flow) ? null : institution;
  if (named && named.id !== loaded?.id) {
    turn.enter({ ...state, loading: true, loaded: null });
    turn.do({ type: 'load-institution', institution: named });
  } else if (loaded) show(turn, loaded);
  else if (!loading) turn.enter({ step: 'list', untouched: true });
}

/** Shows the step after the list: a repair was agreed to when the connection was made, and goes straight to the form. */
function show(turn: Turn, institution: Institution): void {
  if (isRecredential(turn.flow)) showForm(turn, institution);
  else turn.enter({ step: 'consent', institution });
}

/** Shows the bank's form with what was typed into it before. */
export function showForm(turn: Turn, institution: Institution, triesLeft: number | null = null): void {
  const dirty = draftOf(turn.flow.drafts, institution).size > 0;
  turn.enter({ step: 'form', institution, triesLeft, dirty });
}
