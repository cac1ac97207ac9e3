import type { Attempt, Institution, InstitutionSummary, Session } from '../../../shared/widget-api.ts';
import type { Answer } from '../steps/challenge/answer.ts';
import type { Problem } from './failure.ts';
import type { Remedy } from './remedies.ts';
import type { Token } from './state.ts';

/** What the user did. */
export type UserEvent =
  | { type: 'search' }
  | { type: 'choose'; institution: InstitutionSummary }
  | { type: 'not-listed' }
  | { type: 'agree' }
  /** Whether the form holds something that would be lost. */
  | { type: 'type'; dirty: boolean }
  | { type: 'submit'; credentials: Record<string, string> }
  /** From a form: with what was typed, for when the bank is chosen again. */
  | { type: 'back'; credentials?: Record<string, string> }
  | { type: 'answer'; challengeId: string; answer: Answer }
  | { type: 'extend' | 'resend' }
  /** The challenge's time is over. */
  | { type: 'expire'; challengeId: string }
  | { type: 'cancel' }
  | { type: 'remedy'; remedy: Remedy }
  | { type: 'leave' }
  /** The answers to the leave question. */
  | { type: 'stay' | 'exit' }
  /** Goes on after the keyboard was taken. */
  | { type: 'resume' };

/** What the host's page said. */
export type HostEvent =
  | ({ type: 'token' } & Token)
  | { type: 'token-failed' }
  | { type: 'keyboard-taken' }
  | { type: 'host-leave' };

/** How an effect ended. `work` is the number of the state it belongs to. */
export type ResultEvent =
  | { type: 'session-opened'; session: Session }
  | { type: 'session-failed'; problem: Problem }
  | { type: 'institution-loaded'; work: number; institution: Institution }
  | { type: 'institution-failed'; work: number; problem: Problem }
  | { type: 'attempt-created'; work: number; attemptToken: string; attempt: Attempt }
  | { type: 'attempt-refused'; work: number; problem: Problem }
  | { type: 'attempt-changed'; work: number; attempt: Attempt }
  | { type: 'attempt-lost'; work: number; problem: Problem }
  | { type: 'answer-failed'; work: number; problem: Problem }
  /** After a request for more time or another code. */
  | { type: 'challenge-changed'; work: number; attempt: Attempt }
  | { type: 'challenge-failed'; work: number; problem: Problem };

export type FlowEvent = UserEvent | HostEvent | ResultEvent;
