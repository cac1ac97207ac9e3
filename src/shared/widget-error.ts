/**
 * What can go wrong inside the widget. Hosts act on the code; `retryable` says whether the same person,
 * trying again a moment later, may succeed without anyone changing anything.
 */
export const widgetErrors = {
  'token-expired': { retryable: true, message: 'The widget token has expired.' },
  'token-invalid': {
    retryable: false,
    message: 'The widget token is unknown, used up, or of another connection.',
  },
  'origin-not-allowed': {
    retryable: false,
    message: "The application does not allow this page's origin.",
  },
  'institution-not-listed': {
    retryable: false,
    message: 'The user did not find their bank.',
  },
  'institution-unavailable': { retryable: true, message: 'The bank does not answer.' },
  'invalid-credentials': { retryable: true, message: 'The bank refused the credentials.' },
  'account-locked': { retryable: false, message: 'The bank has locked this account.' },
  'mfa-failed': { retryable: true, message: 'The second factor was refused.' },
  'mfa-timeout': { retryable: true, message: 'The second factor did not come in time.' },
  'connection-timeout': { retryable: true, message: 'The bank did not answer in time.' },
  'frame-unreachable': {
    retryable: true,
    message: "The widget's frame did not answer. Does the CSP's frame-src allow it?",
  },
  'internal-error': { retryable: true, message: 'Something failed inside the widget.' },
} as const satisfies Record<string, { retryable: boolean; message: string }>;

/** The code of something that went wrong inside the widget. */
export type WidgetErrorCode = keyof typeof widgetErrors;

/** Whether a value from outside is a code of this table. */
export function isWidgetErrorCode(value: unknown): value is WidgetErrorCode {
  return typeof value === 'string' && Object.hasOwn(widgetErrors, value);
}
