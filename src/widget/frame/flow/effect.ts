import type { FrameMessage } from '../../../shared/port-protocol.ts';
import type { ChallengeAnswer, Institution } from '../../../shared/widget-api.ts';
import type { Token } from './state.ts';

/** A side effect of a transition, as data. Its result carries the id of the flow's state. */
export type Effect =
  | { type: 'post'; message: FrameMessage }
  | { type: 'open-session'; token: Token }
  /** Loads the bank, if only its id is known, and the code of the later steps. */
  | { type: 'load-institution'; institution: string | Institution }
  | { type: 'create-attempt'; token: Token; institutionId: string; credentials: Record<string, string> }
  /** Polls until the attempt's key (see `attemptKey`) differs from `known`. */
  | { type: 'follow-attempt'; attemptToken: string; known: string }
  | { type: 'answer-challenge'; attemptToken: string; answer: ChallengeAnswer }
  | { type: 'change-challenge'; attemptToken: string; change: 'extend' | 'resend'; challengeId: string }
  /** Finds out whether there is a network, whatever the browser says. */
  | { type: 'check-network' }
  | { type: 'cancel-attempt'; attemptToken: string };
