import { AraucariaError } from './errors.ts';
import { logError } from './log-error.ts';
import { readProperty } from './safe-read.ts';
import type { WidgetToken } from '../shared/widget-token.ts';

/** The error for an unexpected exception, which is kept as its cause unless it contains one of the run's tokens. */
export function internalError(cause: unknown, tokens: readonly WidgetToken[]): AraucariaError {
  const details = containsToken(cause, tokens) ? {} : { cause };
  return new AraucariaError('internal-error', 'Unexpected error; see cause.', details);
}

/** Logs an internal error in one line, with its cause. */
export const logInternalError = (error: AraucariaError): void => logError(error, error.cause);

/** Whether an exception or its cause contains one of a run's tokens. True if it can't be read. */
export function containsToken(error: unknown, tokens: readonly WidgetToken[]): boolean {
  try {
    const text = [error, readProperty(error, 'stack'), readProperty(error, 'cause'), JSON.stringify(error)].join();
    return tokens.some(({ widgetToken }) => text.includes(widgetToken));
  } catch {
    return true;
  }
}
