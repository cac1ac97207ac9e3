import { isRecord } from '../shared/is-record.ts';
import { describeValue, isIncomingMessage } from './describe-value.ts';
import { UsageError } from './host-error.ts';
import { propertyOf } from './prototype-pollution.ts';

/**
 * Refuses a value that is not a usable `Request`. It is recognized by its members, since adapters have classes of their own.
 *
 * @throws {UsageError} that names what came and what helps
 */
export function checkRequest(value: unknown): asserts value is Request {
  let isUsed = false;
  try {
    if (isRequest(value)) {
      isUsed = propertyOf(value, 'bodyUsed') === true;
      // Read here, so that a getter that throws is reported as one.
      signalOf(value);
      if (!isUsed) return;
    }
  } catch {
    throw new UsageError('Expected a Request; got one whose members throw when they are read.');
  }
  throw isUsed ? bodyUsed() : notARequest(value);
}

function notARequest(value: unknown): UsageError {
  const kind = describeValue(value);
  const got = kind === 'a Request' ? 'another kind of Request' : kind;
  return new UsageError(`Expected a Request, as fetch has it; got ${got}. ${helpFor(value)}`);
}

/** For a request whose body was read before the handler was called. */
export const bodyUsed = (): UsageError =>
  new UsageError(
    'Expected a Request with an unread body; got one that was read before. ' +
      'Call the handler before any body parser, or read a clone: request.clone().',
  );

/** Aborted when the visitor goes away; null where the request has no signal. */
export function signalOf(request: Request): AbortSignal | null {
  const signal = propertyOf(request, 'signal');
  return isSignal(signal) ? signal : null;
}

function isRequest(value: unknown): value is Request {
  if (typeof value !== 'object' || !isRecord(value)) return false;
  const { method, url, headers, text, arrayBuffer } = value;
  return (
    typeof method === 'string' &&
    typeof url === 'string' &&
    /^[a-z][a-z0-9+.-]*:/i.test(url) &&
    isRecord(headers) &&
    typeof headers['get'] === 'function' &&
    typeof text === 'function' &&
    typeof arrayBuffer === 'function'
  );
}

const isSignal = (value: unknown): value is AbortSignal =>
  isRecord(value) && typeof value['aborted'] === 'boolean' && typeof value['addEventListener'] === 'function';

/** Where frameworks keep the `Request`, or Node's own request, in the object that they call a route with. */
const requestPaths = ['request', 'req.raw', 'req', 'raw', 'node.req'];

function helpFor(value: unknown): string {
  if (typeof value !== 'object' || value === null) return 'Call the handler with the request: handler(request).';
  const path = requestPaths.find((candidate) => passes(isRequest, memberAt(value, candidate)));
  if (path !== undefined) return `Call the handler with its member ${path}, which is one.`;
  if ([value, ...requestPaths.map((each) => memberAt(value, each))].some((each) => passes(isIncomingMessage, each))) {
    return (
      "Express, Fastify, Koa, Nest and Node's http need a route that makes a Request: " +
      'toNodeHandler(handler) of araucaria-connect/node.'
    );
  }
  if ([value, memberAt(value, 'requestContext')].some((each) => passes(isLambdaEvent, each))) {
    return 'A Lambda needs toLambdaHandler(handler) of araucaria-connect/lambda.';
  }
  return 'A Request has method, an absolute url, headers with get(), text() and arrayBuffer().';
}

/** Whether it is an HTTP event of a Lambda, or the request context in it. */
const isLambdaEvent = (value: unknown): boolean =>
  isRecord(value) && ('httpMethod' in value || (isRecord(value['http']) && 'method' in value['http']));

/** The member at a path such as `req.raw`; undefined where there is none, or where reading it throws. */
function memberAt(value: unknown, path: string): unknown {
  try {
    return path.split('.').reduce((object, name) => (isRecord(object) ? object[name] : undefined), value);
  } catch {
    return undefined;
  }
}

/** The result of a test; false if it throws. */
function passes(test: (value: unknown) => boolean, value: unknown): boolean {
  try {
    return test(value);
  } catch {
    return false;
  }
}
