import { isWidgetErrorCode, widgetErrors, type WidgetErrorCode } from '../../shared/widget-error.ts';

/** What `onExit` gets when the widget failed: `message` is English and for developers. */
export type WidgetError = Error & { code: WidgetErrorCode; retryable: boolean };

/** The error for a code of `widgetErrors`; `internal-error` for any other code. `cause`: what was thrown. */
export function widgetError(code: string, message?: string, cause?: unknown): WidgetError {
  const known = isWidgetErrorCode(code) ? code : 'internal-error';
  const entry = widgetErrors[known];
  return Object.assign(new Error(message ?? entry.message, cause ? { cause } : undefined), {
    code: known,
    retryable: entry.retryable,
  });
}
