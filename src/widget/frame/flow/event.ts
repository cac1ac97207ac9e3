import type { Attempt, Institution, InstitutionSummary, Session } from '../../../shared/widget-api.ts';
import type { Answer } from '../steps/challenge/answer.ts';
import type { Problem } from './failure.ts';
import type { Remedy } from './remedies.ts';
import type { Token } from './state.ts';

/** An event of the user. */
export type UserEvent =
  | { type: 'search' }
  | { type: 'choose'; institution: InstitutionSummary }
  | { type: 'not-listed' }
  /** `name`: of a bank that is not listed, for the host's page; empty if the user gave none. */
  | { type: 'report-missing'; name: string }
  | { type: 'agree' }
  /** `dirty`: the form holds something that would be lost. */
  | { type: 'type'; dirty: boolean }
  | { type: 'submit'; credentials: Record<string, string> }
  /** `credentials`: what was typed into the form, as a draft. */
  | { type: 'back'; credentials?: Record<string, string> | undefined }
  | { type: 'answer'; challengeId: string; answer: Answer }
  | { type: 'extend' | 'resend' }
  /** The challenge's time is over. */
  | { type: 'expire'; challengeId: string }
  | { type: 'remedy'; remedy: Remedy }
  | { type: 'leave' }
  /** The answers to the question of leaving. */
  | { type: 'stay' | 'exit' }
  /** Uncovers the form after the keyboard was taken. */
  | { type: 'resume' }
  /** Something was changed in a field of the step. */
  | { type: 'edit' }
  /** Checks whether the network is back. */
  | { type: 'check-network' };

/** What the user does that sends something to the bank: without a network it waits. */
export type Sending = Extract<UserEvent, { type: 'submit' | 'answer' | 'extend' | 'resend' }>;

/** An event of the host's page. */
export type HostEvent =
  | ({ type: 'token' } & Token)
  | { type: 'token-failed' }
  | { type: 'keyboard-taken' }
  | { type: 'host-leave' };

/** An event of the browser. */
export type BrowserEvent = { type: 'online' | 'offline' };

/** The result of an effect. `stateId` is that of the state that caused it. */
export type ResultEvent =
  | { type: 'session-opened'; session: Session }
  | { type: 'session-failed'; problem: Problem }
  | { type: 'institution-loaded'; stateId: number; institution: Institution }
  | { type: 'institution-failed'; stateId: number; problem: Problem }
  | { type: 'attempt-created'; stateId: number; attemptToken: string; attempt: Attempt }
  | { type: 'attempt-refused'; stateId: number; problem: Problem }
  | { type: 'attempt-changed'; stateId: number; attempt: Attempt }
  | { type: 'attempt-lost'; stateId: number; problem: Problem }
  | { type: 'answer-failed'; stateId: number; problem: Problem }
  /** The result of a request for more time or another code. */
  | { type: 'challenge-changed'; stateId: number; attempt: Attempt }
  | { type: 'challenge-failed'; stateId: number; problem: Problem }
  | { type: 'network-checked' };

export type FlowEvent = UserEvent | HostEvent | BrowserEvent | ResultEvent;
