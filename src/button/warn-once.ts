import type { AraucariaError } from './errors.ts';
import { messageKey } from './element/strings.ts';

const warned = new Set<string>();

/** Logs a failure that the user can't fix, each message once. */
export function warnOnce(error: AraucariaError): void {
  const { code, message } = error;
  if (messageKey(error) !== 'unavailable' || warned.has(message)) return;
  warned.add(message);
  console.error(`<araucaria-connect-button> ${code}: ${message}`);
}
