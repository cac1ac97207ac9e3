import type { AraucariaError } from './errors.ts';
import { isMendable } from './element/strings.ts';

const logged = new Set<string>();

/** Logs a failure in one line. */
export function logError({ code, message, requestId }: AraucariaError, ...more: unknown[]): void {
  logged.add(message);
  console.error(`<araucaria-connect-button> ${code}: ${message}${requestId ? ` Request ${requestId}.` : ''}`, ...more);
}

/** Logs a failure that a developer can mend, each message once. */
export function logOnce(error: AraucariaError): void {
  if (isMendable(error) && !logged.has(error.message)) logError(error);
}
