import { withErrorPage } from './documented-urls.ts';

/**
 * The failures inside the widget, by their code. `retryable`: whether the same user may succeed a moment later, with
 * nothing changed.
 */
export const widgetErrors = {
  'token-invalid': {
    retryable: false,
    message: 'The widget token is used up, or of another Araucaria than the widget.',
  },
  'origin-not-allowed': { retryable: false, message: 'The application does not allow this origin.' },
  'institution-not-listed': { retryable: false, message: 'The bank is not listed.' },
  'account-locked': { retryable: false, message: 'The bank has locked the account.' },
  'token-expired': { retryable: true, message: 'The widget token has expired.' },
  'institution-unavailable': { retryable: true, message: 'The bank did not answer.' },
  'invalid-credentials': { retryable: true, message: 'The bank refused the credentials.' },
  'connection-timeout': { retryable: true, message: 'The bank did not answer in time.' },
  'mfa-failed': { retryable: true, message: 'The bank refused the second factor.' },
  'mfa-timeout': { retryable: true, message: 'The user did not answer in time.' },
  'keyboard-taken': { retryable: true, message: 'Something else on the page took the keyboard again and again.' },
  'frame-unreachable': { retryable: true, message: 'The frame did not answer.' },
  'internal-error': { retryable: true, message: 'The widget failed.' },
} as const satisfies Record<string, { retryable: boolean; message: string }>;

/** The code of a failure inside the widget. */
export type WidgetErrorCode = keyof typeof widgetErrors;

/** Whether a value is a code of this table. */
export function isWidgetErrorCode(value: unknown): value is WidgetErrorCode {
  return typeof value === 'string' && Object.hasOwn(widgetErrors, value);
}

/** What `onExit` gets when the widget failed: `message` is English and for developers. */
export type WidgetError = Error & { code: WidgetErrorCode; retryable: boolean };

/** The error for a code of `widgetErrors`; `internal-error` for any other code. `cause`: what was thrown. */
export function widgetError(code: string, message?: string, cause?: unknown): WidgetError {
  const known = isWidgetErrorCode(code) ? code : 'internal-error';
  const entry = widgetErrors[known];
  return Object.assign(new Error(withErrorPage(message ?? entry.message, known), cause ? { cause } : undefined), {
    code: known,
    retryable: entry.retryable,
  });
}
