import type { TokenErrorCode } from './token-error.ts';
import type { WidgetErrorCode } from './widget-error.ts';

/** Why a run failed, for programs. `docs/errors` has a page for each: when it occurs and what to do. */
export type ConnectErrorCode =
  | TokenErrorCode
  | 'widget-load-failed'
  | 'widget-load-timeout'
  | 'widget-blocked'
  | 'widget-unavailable'
  | 'widget-open-failed'
  | 'widget-busy'
  | 'widget-error'
  | WidgetErrorCode;
