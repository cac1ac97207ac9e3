import { containsApiKey, maxResponseBytes, maxTokenLength } from '../shared/limits.ts';
import { isId } from './connection-id.ts';
import { UsageError } from './host-error.ts';
import { describeValue } from './describe-value.ts';
import { Deadline } from './deadline.ts';
import { withEmptyPrototype, own } from './prototype-pollution.ts';
import { Problem } from './problem.ts';
import { readText } from './read-body.ts';
import type { CheckedOptions } from './token-handler-options.ts';

/** A widget token and the connection it is good for. */
export type WidgetToken = { widgetToken: string; connectionId: string };

/**
 * The two documented calls that mint widget tokens. They throw a {@link Problem} for whatever else comes than a token,
 * made of our own words: neither Araucaria's answer nor an error of `fetch` reaches the browser or a log.
 */
export class AraucariaApi {
  readonly #apiKey: string;
  readonly #url: string;
  readonly #timeout: number;
  readonly #fetch: typeof fetch;

  constructor(options: Pick<CheckedOptions, 'apiKey' | 'apiUrl' | 'timeout' | 'fetch'>) {
    this.#apiKey = options.apiKey;
    this.#url = `${options.apiUrl}/v1/connections`;
    this.#timeout = options.timeout;
    this.#fetch = options.fetch;
  }

  /** A new connection. */
  async createConnection(signal: AbortSignal | null): Promise<WidgetToken> {
    const answer = await this.#post(this.#url, signal);
    const connectionId = own(answer, 'connectionId');
    if (!isId(connectionId)) throw nonsense('a connectionId');
    return { widgetToken: tokenOf(answer), connectionId };
  }

  /** A token to repair a connection with; its id has been checked, for it goes into the URL. */
  async repairConnection(connectionId: string, signal: AbortSignal | null): Promise<WidgetToken> {
    const answer = await this.#post(`${this.#url}/${connectionId}/widget-token`, signal, connectionProblems);
    return { widgetToken: tokenOf(answer), connectionId };
  }

  /** POSTs within the time-out. `problems` are answers of this call alone. */
  async #post(url: string, signal: AbortSignal | null, problems?: StatusProblems): Promise<unknown> {
    const deadline = new Deadline(signal, this.#timeout);
    let text: string | null;
    try {
      // A replaced `fetch` need not heed its signal.
      text = await Promise.race([this.#ask(url, deadline.signal, problems), deadline.aborted]);
    } catch (error) {
      if (error instanceof Problem) throw error;
      // The error may quote the request with its key: it ends here.
      if (deadline.timedOut) throw new Problem(504, `Expected an answer of Araucaria within ${this.#timeout} ms.`);
      throw new Problem(502, 'Expected an answer of Araucaria; the connection failed.');
    } finally {
      deadline.clear();
    }
    if (text === null) throw nonsense('at most 64 KiB');
    return parse(text);
  }

  /** As documented: JSON is announced, and no body sent. */
  async #ask(url: string, signal: AbortSignal, problems?: StatusProblems): Promise<string | null> {
    // Called on nothing: `workerd` refuses a `fetch` that is a method of something else.
    const send = this.#fetch;
    const response: unknown = await send(
      url,
      withEmptyPrototype<RequestInit>({
        method: 'POST',
        headers: withEmptyPrototype({
          Authorization: `Bearer ${this.#apiKey}`,
          'Content-Type': 'application/json',
        }),
        // A redirect could carry the key elsewhere. Not 'error', which `workerd` does not know.
        redirect: 'manual',
        // Said, since Node's `fetch` copies what it is given into an object that inherits from `Object.prototype`.
        body: null,
        integrity: '',
        signal,
      }),
    );
    if (!isResponse(response))
      throw new UsageError(`Expected fetch to give a Response; got ${describeValue(response)}.`);
    if (!response.ok) {
      discard(response);
      throw problems?.get(response.status)?.() ?? problemOf(response);
    }
    return readText(response, maxResponseBytes);
  }
}

/** By its members: a `fetch` that the host gives may have a class of its own. */
function isResponse(value: unknown): value is Response {
  const { ok, status, headers, text } = Object(value) as Partial<Response>;
  return (
    typeof ok === 'boolean' &&
    typeof status === 'number' &&
    typeof headers?.get === 'function' &&
    typeof text === 'function'
  );
}

/** Lets go of a body that nobody reads, which would keep its connection. node-fetch has streams of Node. */
function discard(response: Response): void {
  const body = response.body as { cancel?(): Promise<void>; destroy?(): void } | null | undefined;
  if (body?.cancel) body.cancel().catch(() => {});
  else body?.destroy?.();
}

/** What a status means for one call alone. */
type StatusProblems = ReadonlyMap<number, () => Problem>;

const connectionProblems: StatusProblems = new Map([
  [404, () => new Problem(404, 'Expected the id of an existing connection.')],
  [409, () => new Problem(409, 'Expected a connection in FAILED_AUTH: only such a one can be repaired.')],
]);

function problemOf({ status, headers }: Response): Problem {
  switch (status) {
    case 429:
      return new Problem(429, 'Araucaria asks for fewer requests.', retryAfterOf(headers));
    case 503:
      return new Problem(503, 'Araucaria is not available at the moment.', retryAfterOf(headers));
    case 401:
    case 403:
      // Not passed on as it is: the visitor has done nothing wrong.
      return new Problem(502, 'Expected Araucaria to accept the API key; it refused.');
    default:
      return new Problem(502, 'Expected Araucaria to answer with success; it did not.');
  }
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). Nothing else is passed on. */
function retryAfterOf(headers: Headers): Record<string, string> {
  const value = headers.get('Retry-After') ?? '';
  return /^(?:\d{1,9}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)$/.test(value)
    ? { 'Retry-After': value }
    : {};
}

/** The answer as JSON. One that holds an API key is none, wherever it is: it would be stored, or shown to a browser. */
function parse(text: string): unknown {
  // JSON may spell any character by its code.
  const spelled = text.replace(/\\u([\da-f]{4})/gi, (_all, code: string) => String.fromCharCode(parseInt(code, 16)));
  if (containsApiKey(spelled)) throw nonsense('no API key');
  try {
    return JSON.parse(text);
  } catch {
    throw nonsense('JSON');
  }
}

/** The token: visible characters, since it goes into a header. */
function tokenOf(answer: unknown): string {
  const token = own(answer, 'widgetToken');
  const isToken = typeof token === 'string' && token.length <= maxTokenLength && /^[\x21-\x7e]+$/.test(token);
  if (!isToken) throw nonsense('a widgetToken');
  return token;
}

const nonsense = (expected: string): Problem =>
  new Problem(502, `Expected ${expected} in Araucaria's answer; got something else.`);
