import type { Challenge, Institution, InstitutionSummary, Session } from '../../../shared/widget-api.ts';
import type { Drafts } from './drafts.ts';
import type { Failure } from './failure.ts';

/** The step the user is at: one member per step. */
export type State =
  /** The bank list. `untouched`: the user did nothing in it yet, so a bank that the session names may take its place. */
  | { step: 'list'; untouched: boolean }
  /**
   * The session, the bank's form or the code of the later steps is loading. `chosen` is the bank that the user chose,
   * null at the start; `loading`: a request for a bank is under way; `loaded` is its answer.
   */
  | { step: 'opening'; chosen: InstitutionSummary | null; loading: boolean; loaded: Institution | null }
  | { step: 'consent'; institution: Institution }
  /** `triesLeft` after wrong credentials, else null. `dirty`: the form holds something that would be lost. */
  | { step: 'form'; institution: Institution; triesLeft: number | null; dirty: boolean }
  /** `requested`: the request is under way, and not waiting for a token. `renewed`: its token was renewed once. */
  | {
      step: 'submitting';
      institution: Institution;
      credentials: Record<string, string>;
      requested: boolean;
      renewed: boolean;
    }
  /** `answering`: the bank checks an answer to its challenge, and not the credentials. */
  | { step: 'at-bank'; institution: Institution; attemptToken: string; answering: boolean }
  /** `request`: for more time or another code. `expired`: the challenge's time is over, once that request has ended. */
  | {
      step: 'challenge';
      institution: Institution;
      attemptToken: string;
      challenge: Challenge;
      request: 'idle' | 'pending' | 'unanswered';
      expired: boolean;
    }
  | { step: 'connected'; institution: Institution }
  | { step: 'failed'; failure: Failure; institution: Institution | InstitutionSummary | null }
  /** The run has ended, and the host's page knows. */
  | { step: 'closed' };

/** A widget token and its connection. */
export type Token = { token: string; connectionId: string };

/** `requested`: the host's page is getting one. `missing`: it could not, or the last one is used up. */
export type TokenState = Token | 'requested' | 'missing';

/** The session of the API. `requested` and `renewed` as in the state `submitting`. */
export type SessionState =
  | { status: 'closed' }
  | { status: 'opening'; requested: boolean; renewed: boolean }
  | { status: 'open'; session: Session };

/** A request that brought credentials to the server, and whose end at the bank is not known. */
export type Submission = { id: number; institutionId: string };

/** What the host's page asked for. */
export type FlowOptions = {
  /** An institution id to preselect. */
  institution: string | null;
  /** For certain a new connection, so the bank list can be shown before the session is open. */
  newConnection: boolean;
  /** Whether the host's page can bring another token. */
  renewable: boolean;
};

/** One run of the widget in the frame, as one value. Kept in memory only. */
export type Flow = {
  readonly options: FlowOptions;
  readonly state: State;
  /** Whether the leave question is in front of the step, and its cover, if it has one. */
  readonly isAsking: boolean;
  /** Whether the form is covered until the user goes on: something else on the host's page took the keyboard. */
  readonly isCovered: boolean;
  readonly token: TokenState;
  readonly session: SessionState;
  readonly drafts: Drafts;
  readonly submissions: readonly Submission[];
  /** How often that has happened. */
  readonly keyboardLosses: number;
  /** Counts the states. A result carries the number of the state that asked for it, and is ignored in any other. */
  readonly work: number;
};

/** Whether the run is about one bank, and no other can be chosen. */
export function isRecredential({ session }: Flow): boolean {
  return session.status === 'open' && session.session.mode === 'recredential';
}

/** The application's name as users know it; undefined until the session is open. */
export function applicationName({ session }: Flow): string | undefined {
  return session.status === 'open' ? session.session.applicationName : undefined;
}

/** Whether the request for the session is under way. */
export function isSessionRequested({ session }: Flow): boolean {
  return session.status === 'opening' && session.requested;
}

/** Whether something can't go on without a token. */
export function awaitsToken({ state, session }: Flow): boolean {
  if (state.step === 'closed') return false;
  return (session.status === 'opening' && !session.requested) || (state.step === 'submitting' && !state.requested);
}

/** Whether the host's page could not bring a token that something waits for: shown in place of the step. */
export function hasTokenFailed(flow: Flow): boolean {
  return flow.token === 'missing' && awaitsToken(flow);
}

/** Whether closing now would lose something that the user typed or began. */
export function isUnsaved({ state }: Flow): boolean {
  return state.step === 'form' ? state.dirty : isAtBank(state);
}

/** Whether this bank has credentials, and it is not known what it made of them: it may have linked the account. */
export function isOutcomeUnknown({ submissions }: Flow, { id }: { id: string }): boolean {
  return submissions.some(({ institutionId }) => institutionId === id);
}

/** Whether the bank, or the way to it, has the credentials. */
export function isAtBank({ step }: State): boolean {
  return step === 'submitting' || step === 'at-bank' || step === 'challenge';
}

/** Whether secrets can be typed here. */
export function takesText(state: State): boolean {
  if (state.step === 'challenge') return ['one-time-code', 'questions'].includes(state.challenge.type);
  return state.step === 'form';
}
