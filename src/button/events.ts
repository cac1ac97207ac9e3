import type { FunnelStep } from '../shared/funnel-step.ts';
import type { AraucariaError } from './errors.ts';

/** How a run ended. `error` is null if the widget was closed: by the user, by `close()` or by removing the element. */
export type ConnectOutcome =
  | { status: 'success'; connectionId: string }
  | { status: 'exit'; error: AraucariaError | null };

/** Before anything is requested; `preventDefault()` vetoes the run. `connectionId` is null for a new connection. */
export type AraucariaOpenEvent = CustomEvent<{ connectionId: string | null }>;

/** The connection is made, as the browser reports it: the webhook is the proof. */
export type AraucariaSuccessEvent = CustomEvent<{ connectionId: string }>;

/** The user has reached a step of the funnel. `connectionId` is null as long as a new connection has none. */
export type AraucariaFunnelEvent = CustomEvent<FunnelStep & { connectionId: string | null }>;

/** The user closed the widget (`error` is null), or the run failed. */
export type AraucariaExitEvent = CustomEvent<{ error: AraucariaError | null }>;

/** The button's events by name: all bubble and cross shadow roots. */
export interface AraucariaConnectButtonEventMap {
  'araucaria-open': AraucariaOpenEvent;
  'araucaria-success': AraucariaSuccessEvent;
  'araucaria-event': AraucariaFunnelEvent;
  'araucaria-exit': AraucariaExitEvent;
}

/** Makes one of the button's events. */
export function connectEvent<Name extends keyof AraucariaConnectButtonEventMap>(
  name: Name,
  detail: AraucariaConnectButtonEventMap[Name]['detail'],
): CustomEvent {
  return new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: name === 'araucaria-open' });
}

declare global {
  // oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- augments the DOM's own map
  interface GlobalEventHandlersEventMap extends AraucariaConnectButtonEventMap {}
}
