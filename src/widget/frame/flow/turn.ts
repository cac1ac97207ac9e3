import type { FrameMessage } from '../../../shared/port-protocol.ts';
import type { Institution, InstitutionSummary } from '../../../shared/widget-api.ts';
import type { Effect } from './effect.ts';
import { exitCodeOf, type Failure } from './failure.ts';
import { awaitsToken, hasTokenFailed, isAtBank, takesText, type Flow, type State } from './state.ts';

/** The flow while one event is applied to it, with the effects so far. */
export class Turn {
  readonly effects: Effect[] = [];
  flow: Flow;

  constructor(flow: Flow) {
    this.flow = flow;
  }

  /** Changes the flow within its state: requests that the state made go on. */
  set(changes: Partial<Flow>): void {
    this.flow = { ...this.flow, ...changes };
  }

  /** Goes to another state: requests of the last one are aborted, and their results ignored. */
  enter(state: State): void {
    const { isAsking, isCovered, work } = this.flow;
    this.set({
      state,
      // The question is about what was going on, and that has just changed.
      isAsking: isAsking && isAtBank(state),
      isCovered: isCovered && takesText(state),
      work: work + 1,
    });
  }

  do(effect: Effect): void {
    this.effects.push(effect);
  }

  /** Sends the host's page a message. */
  post(message: FrameMessage): void {
    this.do({ type: 'post', message });
  }

  /** Reports a step of the funnel, for analytics. */
  track(name: string): void {
    this.post({ type: 'event', name });
  }

  /** Starts what waits for a token, or requests the token. */
  authorize(): void {
    const { token, session, state, submissions } = this.flow;
    if (!awaitsToken(this.flow) || token === 'requested') return;
    if (token === 'missing') {
      this.set({ token: 'requested' });
      this.post({ type: 'request-token' });
    } else if (session.status === 'opening') {
      this.set({ session: { ...session, requested: true } });
      this.do({ type: 'open-session', token });
    } else if (state.step === 'submitting') {
      const { institution, credentials } = state;
      const submission = { id: this.flow.work, institutionId: institution.id };
      this.set({ state: { ...state, requested: true }, submissions: [...submissions, submission] });
      this.do({ type: 'create-attempt', token, institutionId: institution.id, credentials });
    }
  }

  /** Gives up the attempt of this state, if it has one. */
  abandon(): void {
    const { state } = this.flow;
    if ('attemptToken' in state) this.do({ type: 'cancel-attempt', attemptToken: state.attemptToken });
  }

  /** Shows a failure. */
  fail(failure: Failure, institution: Institution | InstitutionSummary | null): void {
    this.track('failed');
    this.enter({ step: 'failed', failure, institution });
  }

  /** Ends the run: after a failure with its code, else as closed by the user. Keeps nothing of what was typed. */
  exit(failure: Failure | null = this.#failureShown): void {
    this.abandon();
    this.enter({ step: 'closed' });
    this.set({ token: 'missing', session: { status: 'closed' }, drafts: new Map(), submissions: [] });
    this.post({ type: 'exit', code: failure && exitCodeOf(failure) });
  }

  get #failureShown(): Failure | null {
    if (hasTokenFailed(this.flow)) return 'token-failed';
    return this.flow.state.step === 'failed' ? this.flow.state.failure : null;
  }
}
