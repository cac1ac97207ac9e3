import type { ConnectErrorCode } from '../../shared/connect-error.ts';
import { isWidgetErrorCode, widgetErrors, type WidgetErrorCode } from '../../shared/widget-error.ts';

/** Whether a second click may help, for the failures outside the widget. */
const outside = {
  misconfigured: false,
  'token-request-failed': true,
  'token-request-timeout': true,
  // For 429 and 5xx it may.
  'token-request-rejected': false,
  unauthorized: false,
  'connection-not-found': false,
  'connection-not-repairable': false,
  'token-response-invalid': false,
  'secret-key-exposed': false,
  'widget-load-failed': true,
  'widget-load-timeout': true,
  'widget-blocked': false,
  'widget-unavailable': false,
  'widget-open-failed': true,
  'widget-busy': true,
  'widget-error': false,
} satisfies Record<Exclude<ConnectErrorCode, WidgetErrorCode>, boolean>;

const codes: readonly string[] = [...Object.keys(outside), ...Object.keys(widgetErrors)];

/** What a failure may say besides its code. */
export type FailureDetails = { message?: string; retryable?: boolean };

/**
 * The error that `onExit` gets for a code.
 *
 * @throws {TypeError} for another code
 */
export function errorFor(code: ConnectErrorCode, details: FailureDetails): Error {
  if (!codes.includes(code)) {
    throw new TypeError(`fake.fail: expected one of ${codes.join(', ')}; got ${JSON.stringify(code)}.`);
  }
  const usual = isWidgetErrorCode(code)
    ? widgetErrors[code]
    : { message: `The fake widget failed: ${code}.`, retryable: outside[code] };
  const { message = usual.message, retryable = usual.retryable } = details;
  return Object.assign(new Error(message), { code, retryable });
}
