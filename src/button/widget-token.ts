import { apiKeyPattern, maxResponseBytes } from '../shared/limits.ts';
import { AraucariaError } from './errors.ts';
import { usableUrl } from './usable-url.ts';

/** A widget token and the connection it is good for. */
export type WidgetToken = { widgetToken: string; connectionId: string };

/** Replaces the built-in request, for hosts with a client of their own. */
export type FetchToken = (request: {
  /** The connection to re-credential, or null for a new one. */
  connectionId: string | null;
  /** Aborted when the run ends before the answer came. */
  signal: AbortSignal;
}) => Promise<{ widgetToken: string; connectionId?: string }>;

/** Where and how to ask for a token. */
export type TokenRequest = {
  tokenEndpoint: string;
  connectionId: string;
  credentials: RequestCredentials;
  fetchToken: FetchToken | null;
};

const timeoutSeconds = 20;

/** One value of an answer: it goes into a header, so no blanks and no control characters. */
const valuePattern = /^[\x21-\x7e]{1,4096}$/;

/**
 * Asks the host's backend for a widget token and checks the answer.
 *
 * @throws {AraucariaError} with a token code of the error table; rejects with `signal.reason` once aborted
 */
export function requestWidgetToken(request: TokenRequest, signal: AbortSignal): Promise<WidgetToken> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      reject(
        new AraucariaError(
          'token-request-timeout',
          `Expected a widget token within ${timeoutSeconds} s; got no answer.`,
        ),
      );
      controller.abort();
    }, timeoutSeconds * 1000);
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
      controller.abort();
    });
    // A `fetchToken` need not heed its signal: whatever comes after the first settlement is ignored.
    ask(request, controller.signal)
      .then((answer) => resolve(checkAnswer(answer, request.connectionId)))
      .catch(reject)
      .finally(() => clearTimeout(timer));
  });
}

async function ask(request: TokenRequest, signal: AbortSignal): Promise<unknown> {
  const { fetchToken, tokenEndpoint, connectionId, credentials } = request;
  if (fetchToken) {
    try {
      return await fetchToken({ connectionId: connectionId || null, signal });
    } catch (cause) {
      throw new AraucariaError('token-request-failed', 'fetchToken was rejected.', { cause });
    }
  }
  const url = usableUrl(tokenEndpoint, 'token-endpoint');
  let text: string | null;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(connectionId ? { connectionId } : {}),
      credentials,
      redirect: 'manual',
      signal,
    });
    checkStatus(response, connectionId);
    text = await readText(response);
  } catch (cause) {
    if (cause instanceof AraucariaError) throw cause;
    throw new AraucariaError(
      'token-request-failed',
      `The request to token-endpoint ${url} failed: the network, CORS, or a content security policy without it in connect-src.`,
      { cause },
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own error quotes what it read, which may be a token: it is not kept as the cause.
    throw invalid(`JSON; got ${text ? 'something else' : 'an empty body'}`);
  }
}

function checkStatus(response: Response, connectionId: string): void {
  if (response.ok) return;
  void response.body?.cancel();
  const { status } = response;
  if (response.type === 'opaqueredirect') {
    throw new AraucariaError(
      'unauthorized',
      'Expected JSON from token-endpoint; got a redirect: to a login, or for a missing trailing slash, or from http to https?',
    );
  }
  if (status === 401 || status === 403) {
    throw new AraucariaError('unauthorized', `token-endpoint answered ${status}.`, { status });
  }
  if (status === 404 && connectionId) {
    throw new AraucariaError('connection-not-found', 'token-endpoint answered 404 for this connection-id.', { status });
  }
  if (status === 409) {
    throw new AraucariaError(
      'connection-not-repairable',
      'token-endpoint answered 409: only a connection in FAILED_AUTH can be re-credentialed.',
      { status },
    );
  }
  throw new AraucariaError('token-request-rejected', `Expected 200 from token-endpoint; got ${status}.`, {
    status,
    retryable: status === 429 || status >= 500,
    retryAfter: status === 429 ? secondsOf(response.headers.get('Retry-After')) : undefined,
  });
}

/** `Retry-After` in seconds, from seconds or an HTTP date, at most an hour; undefined for anything else (RFC 9110, 10.2.3). */
function secondsOf(header: string | null): number | undefined {
  if (!header) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0), 3600);
}

/** The body as text. A page must not be made to hold an endless answer. */
async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxResponseBytes) {
      void reader.cancel();
      throw invalid(`at most ${maxResponseBytes} bytes; got more`);
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

function checkAnswer(answer: unknown, sent: string): WidgetToken {
  if (typeof answer !== 'object' || answer === null)
    throw invalid(`an object; got ${answer === null ? 'null' : typeof answer}`);
  const widgetToken = own(answer, 'widgetToken');
  const connectionId = own(answer, 'connectionId') ?? (sent || undefined);
  for (const value of [widgetToken, connectionId]) {
    if (typeof value === 'string' && apiKeyPattern.test(value)) {
      throw new AraucariaError(
        'secret-key-exposed',
        'The backend answered with an API key (arau_…) where a widget token belongs. Anyone could have read it: rotate the key now.',
      );
    }
  }
  if (!isValue(widgetToken))
    throw invalid(`widgetToken as a string of 1 to 4096 visible characters; got ${kindOf(widgetToken)}`);
  if (!isValue(connectionId))
    throw invalid(`connectionId as a string of visible characters; got ${kindOf(connectionId)}`);
  if (sent && connectionId !== sent) throw invalid('the connectionId that was sent; got another');
  return { widgetToken, connectionId };
}

/** Own properties only: a polluted prototype must not answer for the backend. */
function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

const isValue = (value: unknown): value is string => typeof value === 'string' && valuePattern.test(value);

const kindOf = (value: unknown): string =>
  typeof value === 'string' ? 'another string' : value === null ? 'null' : typeof value;

const invalid = (expectation: string): AraucariaError =>
  new AraucariaError('token-response-invalid', `Expected from token-endpoint ${expectation}.`);
