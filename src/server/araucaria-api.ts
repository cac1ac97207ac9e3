import { apiKeyPattern, idPattern, maxResponseBytes, maxTokenLength } from '../shared/limits.ts';
import { Limit } from './limit.ts';
import { Problem } from './problem.ts';
import { readText } from './read-text.ts';
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
  async createConnection(signal: AbortSignal): Promise<WidgetToken> {
    const answer = await this.#post(this.#url, signal);
    const connectionId = own(answer, 'connectionId');
    if (typeof connectionId !== 'string' || !idPattern.test(connectionId)) throw nonsense('a connectionId');
    return { widgetToken: tokenOf(answer), connectionId };
  }

  /** A token to repair a connection with; its id has been checked, for it goes into the URL. */
  async repairConnection(connectionId: string, signal: AbortSignal): Promise<WidgetToken> {
    const answer = await this.#post(`${this.#url}/${connectionId}/widget-token`, signal, connectionProblems);
    return { widgetToken: tokenOf(answer), connectionId };
  }

  /** POSTs within the time-out. `problems` are answers of this call alone. */
  async #post(url: string, signal: AbortSignal, problems: StatusProblems = {}): Promise<unknown> {
    const limit = new Limit(signal, this.#timeout);
    let text: string | null;
    try {
      // A replaced `fetch` need not heed its signal.
      text = await Promise.race([this.#ask(url, limit.signal, problems), limit.reached]);
    } catch (error) {
      if (error instanceof Problem) throw error;
      // The error may quote the request with its key: it ends here.
      if (limit.timedOut) throw new Problem(504, `Expected an answer of Araucaria within ${this.#timeout} ms.`);
      throw new Problem(502, 'Expected an answer of Araucaria; the connection failed.');
    } finally {
      limit.end();
    }
    if (text === null) throw nonsense('at most 64 KiB');
    try {
      return JSON.parse(text);
    } catch {
      throw nonsense('JSON');
    }
  }

  /** As documented: JSON is announced, and no body sent. */
  async #ask(url: string, signal: AbortSignal, problems: StatusProblems): Promise<string | null> {
    // Called on nothing: `workerd` refuses a `fetch` that is a method of something else.
    const send = this.#fetch;
    const response = await send(url, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${this.#apiKey}`,
        'Content-Type': 'application/json',
      },
      // A redirect could carry the key elsewhere. Not 'error', which `workerd` does not know.
      redirect: 'manual',
      signal,
    });
    if (!response.ok) {
      response.body?.cancel().catch(() => {});
      throw problems[response.status]?.() ?? problemOf(response);
    }
    return readText(response, maxResponseBytes);
  }
}

/** What a status means for one call alone. */
type StatusProblems = Record<number, () => Problem>;

const connectionProblems: StatusProblems = {
  404: () => new Problem(404, 'Expected the id of an existing connection.'),
  409: () => new Problem(409, 'Expected a connection in FAILED_AUTH: only such a one can be repaired.'),
};

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

/** The token: visible characters, since it goes into a header; and no API key, whatever else went wrong. */
function tokenOf(answer: unknown): string {
  const token = own(answer, 'widgetToken');
  const isToken = typeof token === 'string' && token.length <= maxTokenLength && /^[\x21-\x7e]+$/.test(token);
  if (!isToken || apiKeyPattern.test(token)) throw nonsense('a widgetToken');
  return token;
}

/** Own properties only: a polluted prototype must not answer for Araucaria. */
function own(answer: unknown, key: string): unknown {
  const object = Object(answer) as Record<string, unknown>;
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

const nonsense = (expected: string): Problem =>
  new Problem(502, `Expected ${expected} in Araucaria's answer; got something else.`);
