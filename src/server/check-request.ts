import { UsageError } from './host-error.ts';
import { isIncomingMessage, describeValue } from './describe-value.ts';
import { propertyOf } from './prototype-pollution.ts';

/**
 * Refuses what is no `Request` that can be answered. By its members, since adapters bring classes of their own.
 *
 * @throws {UsageError} that says what came and what helps
 */
export function checkRequest(value: unknown): asserts value is Request {
  let isUsed = false;
  try {
    if (isRequest(value)) {
      isUsed = propertyOf(value, 'bodyUsed') === true;
      // Read here, so that one that throws is told for what it is.
      signalOf(value);
      if (!isUsed) return;
    }
  } catch {
    throw new UsageError('Expected a Request; got one whose members throw when they are read.');
  }
  throw isUsed ? bodyUsed() : noRequest(value);
}

function noRequest(value: unknown): UsageError {
  const kind = describeValue(value);
  const got = kind === 'a Request' ? 'another kind of Request' : kind;
  return new UsageError(`Expected a Request, as fetch has it; got ${got}. ${helpFor(value)}`);
}

/** The body is gone when the handler wants to read it. */
export const bodyUsed = (): UsageError =>
  new UsageError(
    'Expected a Request whose body nobody has read; got one that was read before. ' +
      'Call the handler before any body parser, or read a clone: request.clone().',
  );

/** Aborted when the visitor goes away; null where the request can't tell. */
export function signalOf(request: Request): AbortSignal | null {
  const signal = propertyOf(request, 'signal');
  return isSignal(signal) ? signal : null;
}

function isRequest(value: unknown): value is Request {
  if (typeof value !== 'object' || value === null) return false;
  const { method, url, headers, text, arrayBuffer } = value as Partial<Request>;
  return (
    typeof method === 'string' &&
    typeof url === 'string' &&
    /^[a-z][a-z0-9+.-]*:/i.test(url) &&
    typeof headers?.get === 'function' &&
    typeof text === 'function' &&
    typeof arrayBuffer === 'function'
  );
}

const isSignal = (value: unknown): value is AbortSignal =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<AbortSignal>).aborted === 'boolean' &&
  typeof (value as Partial<AbortSignal>).addEventListener === 'function';

/** Where frameworks keep the Request, or Node's own request, in what they call a route with. */
const places = ['request', 'req.raw', 'req', 'raw', 'node.req'];

function helpFor(value: unknown): string {
  if (typeof value !== 'object' || value === null) return 'Call the handler with the request: handler(request).';
  const place = places.find((path) => isSo(isRequest, at(value, path)));
  if (place !== undefined) return `Call the handler with its member ${place}, which is one.`;
  if ([value, ...places.map((path) => at(value, path))].some((object) => isSo(isIncomingMessage, object))) {
    return (
      "Express, Fastify and Node's http need an adapter that makes a Request, " +
      'such as getRequestListener(handler) of @hono/node-server.'
    );
  }
  return 'A Request has method, an absolute url, headers with get(), text() and arrayBuffer().';
}

/** What is at a path of members; undefined where there is nothing, or nothing that can be read. */
function at(value: unknown, path: string): unknown {
  try {
    return path.split('.').reduce<unknown>((object, name) => Reflect.get(Object(object), name), value);
  } catch {
    return undefined;
  }
}

function isSo(test: (value: unknown) => boolean, value: unknown): boolean {
  try {
    return test(value);
  } catch {
    return false;
  }
}
