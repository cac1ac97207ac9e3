import { tokenErrorCodes, type TokenErrorCode } from '../../src/shared/token-error.ts';
import { widgetErrors, type WidgetErrorCode } from '../../src/shared/widget-error.ts';
import type { ConnectErrorCode } from '../../src/button/errors.ts';

/** How a run of the button stands: it waits for its token, its widget is open, or it ended. */
export type ButtonRun =
  | 'loading'
  | 'open'
  | 'connected'
  | { code: ConnectErrorCode; retryable: boolean; requestId?: string };

/** Something that the button can show: its attributes, and a run if it has had one. */
export type ButtonState = { group: string; attributes?: Record<string, string>; run?: ButtonRun };

// By their names, so that none is forgotten.
const widgetScriptErrors = {
  'widget-load-failed': true,
  'widget-load-timeout': true,
  'widget-blocked': true,
  'widget-unavailable': true,
  'widget-open-failed': true,
  'widget-busy': true,
  'widget-error': true,
} satisfies Record<Exclude<ConnectErrorCode, TokenErrorCode | WidgetErrorCode>, true>;

/** The entries of an object that has no other keys than its type says. */
const entriesOf = Object.entries as <Key extends string, Value>(map: Record<Key, Value>) => [Key, Value][];

const failed = (code: ConnectErrorCode, retryable: boolean): ButtonState => ({
  group: 'Failed',
  run: { code, retryable },
});

const failures: Record<string, ButtonState> = Object.fromEntries([
  ...[...tokenErrorCodes, ...entriesOf(widgetScriptErrors).map(([code]) => code)].map((code) => [
    `failed-${code}`,
    failed(code, false),
  ]),
  ...entriesOf(widgetErrors).map(([code, { retryable }]) => [`failed-${code}`, failed(code, retryable)]),
]);

/** Everything that the button can show. */
export const buttonStates: Readonly<Record<string, ButtonState>> = {
  idle: { group: 'Phases' },
  repair: { group: 'Phases', attributes: { 'connection-id': 'gallery' } },
  disabled: { group: 'Phases', attributes: { disabled: '' } },
  loading: { group: 'Phases', run: 'loading' },
  open: { group: 'Phases', run: 'open' },
  connected: { group: 'Phases', run: 'connected' },
  ...failures,
  // Two codes have another text where trying again may help.
  'failed-token-request-rejected, retryable': failed('token-request-rejected', true),
  'failed-widget-load-failed, retryable': failed('widget-load-failed', true),
  'failed-token-request-rejected, request id': {
    group: 'Failed',
    run: { code: 'token-request-rejected', retryable: true, requestId: '3f2a9c1e-7b54-4d0a-9e61-0c2f5b8d7a43' },
  },
};
