import { withEmptyPrototype } from './prototype-pollution.ts';

/** Version, trace, span and flags (W3C Trace Context, 3.2). */
const traceparentPattern = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

/** Where the API of OpenTelemetry registers itself. */
const openTelemetry = Symbol.for('opentelemetry.js.api.1');

/**
 * The `traceparent` of a request, to pass on. None where the host has OpenTelemetry: its instrumentation of `fetch` sends
 * the span of the call itself, and two values are no valid header.
 */
export function traceHeadersOf({ headers }: Request): Record<string, string> {
  const traceparent = headers.get('traceparent');
  const isPassedOn = traceparent !== null && traceparentPattern.test(traceparent) && !(openTelemetry in globalThis);
  return withEmptyPrototype(isPassedOn ? { traceparent } : {});
}
