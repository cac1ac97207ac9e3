import type { Application, Challenge, Institution, InstitutionSummary, Session } from '../../../shared/widget-api.ts';
import type { Answer } from '../steps/challenge/answer.ts';
import type { Drafts } from './drafts.ts';
import type { Sending } from './event.ts';
import type { Failure } from './failure.ts';

/** The step that the user is at: one member for each step. */
export type State =
  /** The bank list. `untouched`: the user did nothing in it yet, so a bank that the session names may replace it. */
  | { step: 'list'; untouched: boolean }
  /**
   * The session, the bank's form or the code of the later steps is loading. `chosen` is the bank that the user chose,
   * null at the start; `loading`: a request for a bank is under way; `loaded` is its answer.
   */
  | { step: 'opening'; chosen: InstitutionSummary | null; loading: boolean; loaded: Institution | null }
  /** The user's bank is not in the list. `reported`: the host's page was told. */
  | { step: 'missing'; reported: boolean }
  | { step: 'consent'; institution: Institution }
  /** `triesLeft` after wrong credentials, else null. `dirty`: the form holds something that would be lost. */
  | { step: 'form'; institution: Institution; triesLeft: number | null; dirty: boolean }
  /** `requested`: the request is under way; else it waits for a token. `renewed`: its token was renewed once. */
  | {
      step: 'submitting';
      institution: Institution;
      credentials: Record<string, string>;
      requested: boolean;
      renewed: boolean;
    }
  /** `challenge`: the last that the bank asked for. `answer`: what the user answered, until it is known to have arrived. */
  | {
      step: 'at-bank';
      institution: Institution;
      attemptToken: string;
      phase: BankPhase;
      challenge: Challenge | null;
      answer: Answer | null;
    }
  /**
   * `request`: for more time or another code. `expired`: the challenge's time was over while that request was pending.
   * `draft`: an answer that has not arrived.
   */
  | {
      step: 'challenge';
      institution: Institution;
      attemptToken: string;
      challenge: Challenge;
      request: 'idle' | 'pending' | 'unanswered';
      expired: boolean;
      draft: Answer | null;
    }
  | { step: 'connected'; institution: Institution }
  /** `asked`: the type of the last challenge. */
  | {
      step: 'failed';
      failure: Failure;
      institution: Institution | InstitutionSummary | null;
      asked: Challenge['type'] | null;
    }
  /** The run has ended, and the host's page was sent `exit`. */
  | { step: 'closed' };

/**
 * `waiting`: the bank has the credentials. `answering`: an answer to its challenge is under way. `unsure`: that request got
 * no answer, so it may have arrived. `checking`: it has arrived.
 */
export type BankPhase = 'waiting' | 'answering' | 'unsure' | 'checking';

/** Whether there is a network. `checking`: the user wants to know. `still-offline`: there was none then. */
export type NetworkState = 'online' | 'offline' | 'checking' | 'still-offline';

/** A widget token and its connection. */
export type Token = { token: string; connectionId: string };

/** `requested`: the host's page is fetching one. `missing`: it failed, or the last token is used up. */
export type TokenState = Token | 'requested' | 'missing';

/** The API session. `requested` and `renewed`: as in the state `submitting`. */
export type SessionState =
  | { status: 'closed' }
  | { status: 'opening'; requested: boolean; renewed: boolean }
  | { status: 'open'; session: Session };

/** A request that sent credentials, and whose outcome is not known yet. `id`: that of the state that sent it. */
export type Submission = { id: number; institutionId: string };

/** The options of the host's page. */
export type FlowOptions = {
  /** An institution id to preselect. */
  institution: string | null;
  /** Certain to be a new connection, so the bank list can be shown before the session is open. */
  newConnection: boolean;
  /** Whether the host's page can fetch another token. */
  renewable: boolean;
};

/** One run of the widget in the frame, as one value. Kept in memory only. */
export type Flow = {
  readonly options: FlowOptions;
  readonly state: State;
  /** Whether the question of leaving is shown, in front of the step and its cover. */
  readonly isAsking: boolean;
  /** Whether the form is covered because another part of the host's page took the keyboard. */
  readonly isCovered: boolean;
  readonly token: TokenState;
  readonly session: SessionState;
  readonly network: NetworkState;
  /** What the user did without a network, and of which nothing was sent: done once, when the network is back. */
  readonly unsent: Sending | null;
  readonly drafts: Drafts;
  readonly submissions: readonly Submission[];
  /** How often the keyboard was taken. */
  readonly keyboardLosses: number;
  /** Increases with each state. A result carries the id of the state that caused it, and is ignored in any other. */
  readonly stateId: number;
};

/** Whether the run repairs a connection to one bank, so that no other can be chosen. */
export function isRecredential({ session }: Flow): boolean {
  return session.status === 'open' && session.session.mode === 'recredential';
}

/** The application as users know it; undefined until the session is open. */
export function applicationOf({ session }: Flow): Application | undefined {
  return session.status === 'open' ? session.session.application : undefined;
}

/** Whether there is no network, so that nothing is sent. */
export function isOffline({ network }: Flow): boolean {
  return network !== 'online';
}

/** The bank that the run is about; null before one is chosen. */
export function bankOf({ state }: Flow): Institution | InstitutionSummary | null {
  if (state.step === 'opening') return state.chosen;
  return 'institution' in state ? state.institution : null;
}

/** Whether the user can go back one step: to the bank list, or from the bank to its form. */
export function canGoBack(flow: Flow): boolean {
  const { state, isCovered } = flow;
  if (hasTokenFailed(flow) || isCovered) return false;
  if (isAtBank(state) || state.step === 'missing') return true;
  const { step } = state;
  return (
    !isRecredential(flow) && (step === 'form' || step === 'consent' || (step === 'opening' && state.chosen !== null))
  );
}

/** The last challenge of the attempt. */
export function challengeOf(state: State): Challenge | null {
  return state.step === 'at-bank' || state.step === 'challenge' ? state.challenge : null;
}

/** Whether the session request is under way. */
export function isSessionRequested({ session }: Flow): boolean {
  return session.status === 'opening' && session.requested;
}

/** Whether a request waits for a token. */
export function awaitsToken({ state, session }: Flow): boolean {
  if (state.step === 'closed') return false;
  return (session.status === 'opening' && !session.requested) || (state.step === 'submitting' && !state.requested);
}

/** Whether a request waits for a token that the host's page failed to fetch: shown in place of the step. */
export function hasTokenFailed(flow: Flow): boolean {
  return flow.token === 'missing' && awaitsToken(flow);
}

/** Whether closing now would lose something that the user typed or started. */
export function isUnsaved({ state }: Flow): boolean {
  return state.step === 'form' ? state.dirty : isAtBank(state);
}

/** Whether credentials were sent to this bank without a known outcome: it may have linked the account. */
export function isOutcomeUnknown({ submissions }: Flow, { id }: { id: string }): boolean {
  return submissions.some(({ institutionId }) => institutionId === id);
}

/** Whether credentials were submitted and the attempt goes on. */
export function isAtBank({ step }: State): boolean {
  return step === 'submitting' || step === 'at-bank' || step === 'challenge';
}

/** Whether the step has a field for a secret. */
export function hasTextInput(state: State): boolean {
  if (state.step === 'challenge') return ['one-time-code', 'questions'].includes(state.challenge.type);
  return state.step === 'form';
}
