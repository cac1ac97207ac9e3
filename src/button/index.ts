import './define.ts';

export { AraucariaConnectButton } from './araucaria-connect-button.ts';
export type { ConnectPhase } from './element/connect-phase.ts';
export { AraucariaError, type AraucariaErrorDetails, type ConnectErrorCode } from './errors.ts';
export type {
  AraucariaConnectButtonEventMap,
  AraucariaExitEvent,
  AraucariaFunnelEvent,
  AraucariaOpenEvent,
  AraucariaSuccessEvent,
  ConnectOutcome,
} from './events.ts';
export type { FunnelStep } from '../shared/funnel-step.ts';
export type { WidgetToken } from '../shared/widget-token.ts';
export type { FetchToken, TokenRequestHeaders } from './widget-token.ts';
