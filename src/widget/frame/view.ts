import type { Challenge, Institution, InstitutionSummary } from '../../shared/widget-api.ts';
import type { Failure } from './failure.ts';
import type { Remedy } from './remedies.ts';

/** What is on screen: one member a step. */
export type View =
  /** Nothing yet, or nothing any more. */
  | { step: 'blank' }
  /** The session or the bank's form is on its way. */
  | { step: 'waiting'; institution: InstitutionSummary | null }
  | { step: 'institution' }
  | { step: 'consent'; institution: Institution }
  | { step: 'credentials'; institution: Institution; kept: ReadonlyMap<string, string>; triesLeft: number | null }
  | { step: 'progress'; institution: Institution; phase: ProgressPhase }
  /** `unheard`: the user asked for more time or another code, and nobody answered. */
  | { step: 'challenge'; institution: Institution; challenge: Challenge; unheard: boolean }
  | { step: 'connected'; institution: Institution }
  | {
      step: 'failed';
      failure: Failure;
      remedies: readonly Remedy[];
      institution: Institution | InstitutionSummary | null;
    };

/** What is known while one waits: credentials on their way, the bank has them, or it has an answer to its challenge. */
export type ProgressPhase = 'sending' | 'waiting' | 'checking';
