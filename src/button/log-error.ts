import type { AraucariaError } from './errors.ts';
import { isMendable } from './element/strings.ts';

const logged = new Set<string>();

/** Logs a failure in one line. */
export function logError({ code, message, requestId }: AraucariaError, ...more: unknown[]): void {
  console.error(`<araucaria-connect-button> ${code}: ${message}${requestId ? ` Request ${requestId}.` : ''}`, ...more);
}

/** Logs a failure that a developer can mend, each message once. An internal error has a line of its own. */
export function logOnce(error: AraucariaError): void {
  const { code, message } = error;
  if (!isMendable(error) || code === 'internal-error' || logged.has(message)) return;
  logged.add(message);
  logError(error);
}
