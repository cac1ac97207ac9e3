import type { AraucariaError } from './errors.ts';
import { messageKey } from './strings.ts';

const told = new Set<string>();

/** Tells the developer, in the console and each once, of a failure about which the user can do nothing. */
export function warnOnce({ code, message, retryable }: AraucariaError): void {
  if (messageKey(code, retryable) !== 'unavailable' || told.has(message)) return;
  told.add(message);
  console.error(`<araucaria-connect-button> ${code}: ${message}`);
}
