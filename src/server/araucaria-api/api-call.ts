import { isRecord } from '../../shared/is-record.ts';
import { containsApiKey, maxResponseBytes } from '../../shared/limits.ts';
import { ownProperties } from '../../shared/prototype-pollution.ts';
import { retryAfterSeconds } from '../../shared/retry-after.ts';
import { Deadline } from '../deadline.ts';
import { describeValue } from '../describe-value.ts';
import { UsageError } from '../host-error.ts';
import { withEmptyPrototype } from '../prototype-pollution.ts';
import { readText } from '../read-body.ts';
import type { CheckedAccess } from './api-access.ts';
import { AraucariaApiError, type AraucariaApiErrorCode } from './api-error.ts';
import { adviceFor, calledSentence, causeCodeOf } from './no-answer.ts';

/** One call of the API. */
export type ApiCall = {
  method: 'GET' | 'POST' | 'DELETE';
  /** Below `/v1`. An id in it has to be checked before. */
  path: string;
  headers?: Record<string, string>;
  /** Sent as `X-Request-Id`, by which Araucaria finds the call. */
  requestId: string;
  /** Sent as JSON. */
  body?: object | undefined;
  /** How long it may take, in ms. */
  timeoutMs: number;
  /** Ends the call. */
  signal: AbortSignal | null;
};

/** An answer. `members`: of its JSON; none for an answer without a body. */
export type ApiAnswer = { members: Record<string, unknown>; requestId: string };

/**
 * Makes a call once.
 * Any other outcome rejects with an {@link AraucariaApiError}: neither an answer nor an error of `fetch` is passed on.
 */
export async function callApi(access: CheckedAccess, call: ApiCall): Promise<ApiAnswer> {
  const deadline = new Deadline(call.signal, call.timeoutMs);
  try {
    // A replaced `fetch` may ignore its signal.
    const members = await Promise.race([answerTo(access, withEmptyPrototype(call), deadline.signal), deadline.aborted]);
    return { members, requestId: call.requestId };
  } catch (error) {
    if (error instanceof AraucariaApiError || error instanceof UsageError) throw error;
    // The error is not passed on: it may quote the request with its key.
    const { requestId } = call;
    if (!deadline.timedOut && call.signal?.aborted) {
      throw new AraucariaApiError('aborted', 'The call of Araucaria was aborted.', { requestId });
    }
    const code = deadline.timedOut ? 'timeout' : 'unreachable';
    const noAnswer = {
      address: addressOf(access, call),
      causeCode: deadline.timedOut ? undefined : causeCodeOf(error),
    };
    const message = [expectedAnswer(code, call.timeoutMs), calledSentence(noAnswer), adviceFor(access.apiUrl)];
    throw new AraucariaApiError(code, message.filter(Boolean).join(' '), { requestId, ...noAnswer });
  } finally {
    deadline.clear();
  }
}

/** What was expected of a call that got no answer. */
export const expectedAnswer = (code: 'timeout' | 'unreachable', timeoutMs: number): string =>
  code === 'timeout'
    ? `Expected an answer of Araucaria within ${Math.round(timeoutMs)} ms.`
    : 'Expected an answer of Araucaria; the connection failed.';

const addressOf = ({ apiUrl }: CheckedAccess, { path }: Pick<ApiCall, 'path'>): string => `${apiUrl}/v1${path}`;

async function answerTo(access: CheckedAccess, call: ApiCall, signal: AbortSignal): Promise<Record<string, unknown>> {
  const { apiKey, fetch: send } = access;
  const { method, headers, requestId, body } = call;
  // `send` is called without `this`: `workerd` refuses a `fetch` that is a method of another object.
  const response: unknown = await send(
    addressOf(access, call),
    withEmptyPrototype<RequestInit>({
      method,
      headers: withEmptyPrototype({
        Authorization: `Bearer ${apiKey}`,
        // As documented: the content type is JSON also where there is no body.
        'Content-Type': 'application/json',
        'X-Request-Id': requestId,
        ...headers,
      }),
      // A redirect could carry the key to another server. Not 'error', which `workerd` does not support.
      redirect: 'manual',
      // The defaults, set since Node's `fetch` copies its options into an object that inherits from `Object.prototype`.
      body: body === undefined ? null : JSON.stringify(withEmptyPrototype(body)),
      integrity: '',
      signal,
    }),
  );
  if (!isResponse(response)) throw new UsageError(`Expected fetch to give a Response; got ${describeValue(response)}.`);
  const { status } = response;
  if (!response.ok) {
    cancelBody(response);
    throw errorForStatus(response, requestId);
  }
  if (status === 204) return {};
  const text = await readText(response, maxResponseBytes);
  if (text === null) throw invalidAnswer('at most 64 KiB', requestId);
  return ownProperties(parseJson(text, requestId));
}

/** By its members, not its class: the host's `fetch` may have a `Response` class of its own. */
function isResponse(value: unknown): value is Response {
  if (!isRecord(value)) return false;
  const { ok, status, headers, text } = value;
  return (
    typeof ok === 'boolean' &&
    typeof status === 'number' &&
    isRecord(headers) &&
    typeof headers['get'] === 'function' &&
    typeof text === 'function'
  );
}

/** Cancels a body that is not read, which would keep the connection open. The bodies of node-fetch are streams of Node. */
function cancelBody(response: Response): void {
  const body = response.body as { cancel?(): Promise<void>; destroy?(): void } | null | undefined;
  if (body?.cancel) body.cancel().catch(() => {});
  else body?.destroy?.();
}

function errorForStatus({ status, headers }: Response, requestId: string): AraucariaApiError {
  const [code, message] = meaningOf(status);
  const wait = headers.get('Retry-After');
  const isValid = wait !== null && retryAfterSeconds(wait) !== undefined;
  return new AraucariaApiError(code, message, { status, requestId, ...(isValid && { retryAfter: wait }) });
}

function meaningOf(status: number): [code: AraucariaApiErrorCode, message: string] {
  switch (status) {
    case 400:
    case 422:
      return ['invalid-request', 'Expected Araucaria to accept the request; it refused.'];
    case 401:
    case 403:
      return ['unauthorized', 'Expected Araucaria to accept the API key; it refused.'];
    case 404:
      return ['not-found', 'Expected the id of an existing connection.'];
    case 409:
      return ['conflict', 'Expected a connection in FAILED_AUTH: no other can be repaired.'];
    case 429:
      return ['rate-limited', 'Araucaria limits the rate of requests.'];
    case 503:
      return ['unavailable', 'Araucaria is not available at the moment.'];
    default:
      return [
        status >= 500 ? 'server-error' : 'unexpected-status',
        `Expected Araucaria to answer with success; it answered ${status}.`,
      ];
  }
}

/** The answer as JSON. An answer that holds an API key is refused: it would be stored, or shown to a browser. */
function parseJson(text: string, requestId: string): unknown {
  // A JSON text may escape any of its characters.
  const unescaped = text.replace(/\\u([\da-f]{4})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  if (containsApiKey(unescaped)) throw invalidAnswer('no API key', requestId);
  try {
    return JSON.parse(text);
  } catch {
    throw invalidAnswer('JSON', requestId);
  }
}

export const invalidAnswer = (expected: string, requestId: string): AraucariaApiError =>
  new AraucariaApiError('invalid-answer', `Expected ${expected} in Araucaria's answer; got something else.`, {
    requestId,
  });
