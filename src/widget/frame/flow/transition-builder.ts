import type { FunnelStep } from '../../../shared/funnel-step.ts';
import type { FrameMessage } from '../../../shared/port-protocol.ts';
import type { Institution, InstitutionSummary } from '../../../shared/widget-api.ts';
import type { Effect } from './effect.ts';
import { exitCodeOf, type Failure } from './failure.ts';
import {
  awaitsToken,
  bankOf,
  challengeOf,
  hasTokenFailed,
  isAtBank,
  isOffline,
  hasTextInput,
  type Flow,
  type State,
} from './state.ts';

/** Builds the transition for one event: the flow with the changes so far, and the effects so far. */
export class TransitionBuilder {
  readonly effects: Effect[] = [];
  flow: Flow;

  constructor(flow: Flow) {
    this.flow = flow;
  }

  /** Changes the flow without leaving its state: the state's requests go on. */
  set(changes: Partial<Flow>): void {
    this.flow = { ...this.flow, ...changes };
  }

  /** Goes to another state: the former state's requests are aborted, and their results ignored. */
  enter(state: State): void {
    const { isAsking, isCovered, stateId } = this.flow;
    this.set({
      state,
      // The question was about the former state.
      isAsking: isAsking && isAtBank(state),
      isCovered: isCovered && hasTextInput(state),
      unsent: null,
      stateId: stateId + 1,
    });
  }

  do(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Sends a message to the host's page. */
  post(message: FrameMessage): void {
    this.do({ type: 'post', message });
  }

  /** Sends a step of the funnel to the host's page, with the bank once one is chosen. */
  track(name: FunnelStep['name'], institution = bankOf(this.flow)): void {
    this.post({ type: 'event', name, ...(institution && { institutionId: institution.id }) });
  }

  /** Starts the request that waits for a token, or requests the token. Without a network, nothing. */
  authorize(): void {
    const { token, session, state, submissions } = this.flow;
    if (!awaitsToken(this.flow) || token === 'requested' || isOffline(this.flow)) return;
    if (token === 'missing') {
      this.set({ token: 'requested' });
      this.post({ type: 'request-token' });
    } else if (session.status === 'opening') {
      this.set({ session: { ...session, requested: true } });
      this.do({ type: 'open-session', token });
    } else if (state.step === 'submitting') {
      const { institution, credentials } = state;
      const submission = { id: this.flow.stateId, institutionId: institution.id };
      this.set({ state: { ...state, requested: true }, submissions: [...submissions, submission] });
      this.do({ type: 'create-attempt', token, institutionId: institution.id, credentials });
    }
  }

  /** Cancels the attempt of this state, if it has one. */
  cancelAttempt(): void {
    const { state } = this.flow;
    if ('attemptToken' in state) this.do({ type: 'cancel-attempt', attemptToken: state.attemptToken });
  }

  /** Goes to the failure step. */
  fail(failure: Failure, institution: Institution | InstitutionSummary | null): void {
    const asked = challengeOf(this.flow.state)?.type ?? null;
    this.track('failed', institution);
    this.enter({ step: 'failed', failure, institution, asked });
  }

  /** Ends the run: with the code of the failure, or else as closed by the user. Removes all that was typed. */
  exit(failure: Failure | null = this.#shownFailure): void {
    this.cancelAttempt();
    this.enter({ step: 'closed' });
    this.set({ token: 'missing', session: { status: 'closed' }, drafts: new Map(), submissions: [] });
    this.post({ type: 'exit', code: failure && exitCodeOf(failure) });
  }

  get #shownFailure(): Failure | null {
    const { state } = this.flow;
    if (hasTokenFailed(this.flow)) return 'token-failed';
    if (state.step === 'missing') return 'institution-not-listed';
    return state.step === 'failed' ? state.failure : null;
  }
}
