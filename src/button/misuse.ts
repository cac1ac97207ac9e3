import type { AraucariaError, ConnectErrorCode } from './errors.ts';

/** Mistakes of the page, as opposed to failures of the world. */
const misuse: readonly ConnectErrorCode[] = [
  'misconfigured',
  'token-response-invalid',
  'secret-key-exposed',
  'widget-blocked',
  'widget-unavailable',
];
const told = new Set<string>();

/** Tells the developer of a mistake in the page, in the console, each once. */
export function tellMisuse({ code, message }: AraucariaError): void {
  if (!misuse.includes(code) || told.has(message)) return;
  told.add(message);
  console.error(`<araucaria-connect-button> ${code}: ${message}`);
}
