import type { Challenge, Institution, InstitutionSummary } from '../../shared/widget-api.ts';
import type { Failure, Remedy } from './result-step.ts';

/** What is on screen: one member a step. */
export type View =
  /** Nothing yet, or nothing any more. */
  | { step: 'blank' }
  /** The session or the bank's form is on its way. */
  | { step: 'waiting'; institution: InstitutionSummary | null }
  | { step: 'institution' }
  | { step: 'credentials'; institution: Institution; kept: Record<string, string>; triesLeft: number | null }
  | { step: 'progress'; institution: Institution; phase: 'sending' | 'waiting' }
  | { step: 'challenge'; institution: Institution; challenge: Challenge }
  | { step: 'connected'; institution: Institution }
  | {
      step: 'failed';
      failure: Failure;
      remedies: readonly Remedy[];
      institution: Institution | InstitutionSummary | null;
    };
