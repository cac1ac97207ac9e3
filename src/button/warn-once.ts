import type { AraucariaError } from './errors.ts';
import { messageKey } from './element/strings.ts';

const warned = new Set<string>();

/** Logs a failure that the user can't fix, each message once. */
export function warnOnce({ code, message, retryable }: AraucariaError): void {
  if (messageKey(code, retryable) !== 'unavailable' || warned.has(message)) return;
  warned.add(message);
  console.error(`<araucaria-connect-button> ${code}: ${message}`);
}
