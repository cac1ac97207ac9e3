import { AraucariaError } from './errors.ts';
import { read } from './read.ts';
import type { WidgetToken } from './widget-token.ts';

/** The error for an exception that nothing foresaw, which is kept as its cause unless it quotes a secret. */
export function unexpected(cause: unknown, tokens: readonly WidgetToken[]): AraucariaError {
  const details = quotes(cause, tokens) ? {} : { cause };
  return new AraucariaError('internal-error', 'Unexpected error; see cause.', details);
}

/** Tells the developer of it in one line of the console. */
export function tellUnexpected({ code, message, cause }: AraucariaError): void {
  console.error(`<araucaria-connect-button> ${code}: ${message}`, cause);
}

/** Whether an exception, or its cause, holds one of a run's tokens. What can't be read may hold anything. */
export function quotes(error: unknown, tokens: readonly WidgetToken[]): boolean {
  try {
    const text = [error, read(error, 'stack'), read(error, 'cause'), JSON.stringify(error)].join();
    return tokens.some(({ widgetToken }) => text.includes(widgetToken));
  } catch {
    return true;
  }
}
