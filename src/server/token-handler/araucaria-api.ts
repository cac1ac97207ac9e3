import { containsApiKey, maxResponseBytes, maxTokenLength } from '../../shared/limits.ts';
import { isRecord } from '../../shared/is-record.ts';
import { ownProperties } from '../../shared/prototype-pollution.ts';
import { retryAfterSeconds } from '../../shared/retry-after.ts';
import type { WidgetToken } from '../../shared/widget-token.ts';
import { isId } from '../connection-id.ts';
import { Deadline } from '../deadline.ts';
import { describeValue } from '../describe-value.ts';
import { UsageError } from '../host-error.ts';
import { Problem } from '../problem.ts';
import { withEmptyPrototype } from '../prototype-pollution.ts';
import { readText } from '../read-body.ts';
import type { CheckedOptions } from './token-handler-options.ts';

/**
 * The two documented calls that mint widget tokens. Any outcome but a token is thrown as a {@link Problem} with a text
 * of our own: neither Araucaria's answer nor an error of `fetch` reaches the browser or a log.
 */
export class AraucariaApi {
  readonly #apiKey: string;
  readonly #url: string;
  readonly #timeoutMs: number;
  readonly #fetch: typeof fetch;

  constructor(options: Pick<CheckedOptions, 'apiKey' | 'apiUrl' | 'timeout' | 'fetch'>) {
    this.#apiKey = options.apiKey;
    this.#url = `${options.apiUrl}/v1/connections`;
    this.#timeoutMs = options.timeout;
    this.#fetch = options.fetch;
  }

  /** Creates a connection. `visitorSignal` is aborted when the visitor goes away. */
  async createConnection(visitorSignal: AbortSignal | null): Promise<WidgetToken> {
    const { connectionId, widgetToken } = await this.#post(this.#url, visitorSignal);
    if (!isId(connectionId)) throw invalidAnswer('a connectionId');
    return { widgetToken: checkToken(widgetToken), connectionId };
  }

  /** Mints a token to repair a connection. `connectionId` goes into the URL: check it with {@link isId} before. */
  async repairConnection(connectionId: string, visitorSignal: AbortSignal | null): Promise<WidgetToken> {
    const url = `${this.#url}/${connectionId}/widget-token`;
    const { widgetToken } = await this.#post(url, visitorSignal, repairProblems);
    return { widgetToken: checkToken(widgetToken), connectionId };
  }

  /** Sends a POST and returns the members of its answer. `problems` are for statuses with a meaning for this call alone. */
  async #post(
    url: string,
    visitorSignal: AbortSignal | null,
    problems?: StatusProblems,
  ): Promise<Record<string, unknown>> {
    const deadline = new Deadline(visitorSignal, this.#timeoutMs);
    let text: string | null;
    try {
      // A replaced `fetch` may ignore its signal.
      text = await Promise.race([this.#fetchText(url, deadline.signal, problems), deadline.aborted]);
    } catch (error) {
      if (error instanceof Problem) throw error;
      // The error is not passed on: it may quote the request with its key.
      if (deadline.timedOut) throw new Problem(504, `Expected an answer of Araucaria within ${this.#timeoutMs} ms.`);
      throw new Problem(502, 'Expected an answer of Araucaria; the connection failed.');
    } finally {
      deadline.clear();
    }
    if (text === null) throw invalidAnswer('at most 64 KiB');
    return ownProperties(parseJson(text));
  }

  /** The body of the answer; null if it is too long. */
  async #fetchText(url: string, signal: AbortSignal, problems?: StatusProblems): Promise<string | null> {
    // In a variable, so that it is called without `this`: `workerd` refuses a `fetch` that is a method of another object.
    const send = this.#fetch;
    const response: unknown = await send(
      url,
      withEmptyPrototype<RequestInit>({
        method: 'POST',
        headers: withEmptyPrototype({
          Authorization: `Bearer ${this.#apiKey}`,
          // As documented: the content type is JSON although there is no body.
          'Content-Type': 'application/json',
        }),
        // A redirect could carry the key to another server. Not 'error', which `workerd` does not support.
        redirect: 'manual',
        // The defaults, set since Node's `fetch` copies its options into an object that inherits from `Object.prototype`.
        body: null,
        integrity: '',
        signal,
      }),
    );
    if (!isResponse(response))
      throw new UsageError(`Expected fetch to give a Response; got ${describeValue(response)}.`);
    if (!response.ok) {
      cancelBody(response);
      throw problems?.get(response.status)?.() ?? problemForStatus(response);
    }
    return readText(response, maxResponseBytes);
  }
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

/** Problems by the status of Araucaria's answer. */
type StatusProblems = ReadonlyMap<number, () => Problem>;

const repairProblems: StatusProblems = new Map([
  [404, () => new Problem(404, 'Expected the id of an existing connection.')],
  [409, () => new Problem(409, 'Expected a connection in FAILED_AUTH: no other can be repaired.')],
]);

function problemForStatus({ status, headers }: Response): Problem {
  switch (status) {
    case 429:
      return new Problem(429, 'Araucaria limits the rate of requests.', retryAfterHeader(headers));
    case 503:
      return new Problem(503, 'Araucaria is not available at the moment.', retryAfterHeader(headers));
    case 401:
    case 403:
      // Not passed on as 401 or 403: the key is at fault, not the visitor.
      return new Problem(502, 'Expected Araucaria to accept the API key; it refused.');
    default:
      return new Problem(502, 'Expected Araucaria to answer with success; it did not.');
  }
}

/** Araucaria's `Retry-After` for our answer, if it is valid. */
function retryAfterHeader(headers: Headers): Record<string, string> {
  const value = headers.get('Retry-After');
  return value !== null && retryAfterSeconds(value) !== undefined ? { 'Retry-After': value } : {};
}

/** The answer as JSON. An answer that holds an API key is refused: it would be stored, or shown to a browser. */
function parseJson(text: string): unknown {
  // A JSON text may escape any of its characters.
  const unescaped = text.replace(/\\u([\da-f]{4})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  if (containsApiKey(unescaped)) throw invalidAnswer('no API key');
  try {
    return JSON.parse(text);
  } catch {
    throw invalidAnswer('JSON');
  }
}

/** Visible characters only: the browser sends the token in a header. */
function checkToken(token: unknown): string {
  const isToken = typeof token === 'string' && token.length <= maxTokenLength && /^[\x21-\x7e]+$/.test(token);
  if (!isToken) throw invalidAnswer('a widgetToken');
  return token;
}

const invalidAnswer = (expected: string): Problem =>
  new Problem(502, `Expected ${expected} in Araucaria's answer; got something else.`);
