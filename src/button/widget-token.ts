import { bare } from '../shared/bare.ts';
import { apiKeyPattern, maxResponseBytes } from '../shared/limits.ts';
import { isRecord } from '../shared/is-record.ts';
import { own } from '../shared/own.ts';
import { retryAfterSeconds } from '../shared/retry-after.ts';
import type { WidgetToken } from '../shared/widget-token.ts';
import { AraucariaError } from './errors.ts';
import { readMethod, readProperty } from './safe-read.ts';
import { linkBase, resolveUrl } from './resolve-url.ts';

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

const timeoutMs = 20_000;

/** One value of an answer: it goes into a header, so no blanks and no control characters. */
const valuePattern = /^[\x21-\x7e]{1,4096}$/;

/**
 * Asks the host's backend for a widget token and checks the answer.
 *
 * @throws {AraucariaError} with a token code of the error table. Once `signal` is aborted, nobody listens any more
 */
export function requestWidgetToken(request: TokenRequest, signal: AbortSignal): Promise<WidgetToken> {
  return new Promise((resolve, reject) => {
    const stop = new AbortController();
    // A `fetchToken` need not heed its signal: whatever comes after the first settlement is ignored.
    stop.signal.addEventListener('abort', () =>
      reject(
        new AraucariaError('token-request-timeout', 'No answer from token-endpoint in 20 s.', { retryable: true }),
      ),
    );
    // What `AbortSignal.any` does as of Chrome 116, Firefox 124 and Safari 17.4.
    for (const source of [signal, AbortSignal.timeout(timeoutMs)]) {
      if (source.aborted) stop.abort();
      source.addEventListener('abort', () => stop.abort());
    }
    ask(request, stop.signal)
      .then((answer) => resolve(checkAnswer(answer, request.connectionId)))
      .catch(reject);
  });
}

/**
 * Checks what can be checked before anything is requested.
 *
 * @throws {AraucariaError} `misconfigured`
 */
export function checkTokenRequest({ fetchToken, tokenEndpoint }: TokenRequest): void {
  if (!fetchToken) resolveUrl(tokenEndpoint, 'token-endpoint', linkBase());
}

/** Gives own members only: a polluted prototype must not answer for the backend. */
async function ask(request: TokenRequest, signal: AbortSignal): Promise<Record<string, unknown>> {
  const { fetchToken, tokenEndpoint, connectionId, credentials } = request;
  if (fetchToken) {
    try {
      return own(await fetchToken({ connectionId: connectionId || null, signal }));
    } catch (cause) {
      throw failed('fetchToken failed.', cause);
    }
  }
  const url = resolveUrl(tokenEndpoint, 'token-endpoint', linkBase());
  let text: string;
  try {
    const init: RequestInit = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(connectionId ? { connectionId } : {}),
      credentials,
      redirect: 'manual',
      signal,
    };
    const response: unknown = await fetch(url, bare(init));
    // A page may replace `fetch` by a function that gives something else.
    if (!isResponse(response)) throw invalid('a Response', typeof response);
    checkStatus(response, connectionId);
    text = await readText(response);
  } catch (cause) {
    if (AraucariaError.is(cause)) throw cause;
    throw failed('No answer from token-endpoint: network, CORS or CSP?', cause);
  }
  try {
    return own(JSON.parse(text));
  } catch {
    // The parser's own error quotes what it read, which may be a token: it is not kept as the cause.
    throw invalid('JSON', text ? 'another' : 'none');
  }
}

/** A parser's error quotes what it read, which may be a token. By name: WebKit's is a DOMException. */
function failed(message: string, cause: unknown): AraucariaError {
  const details = { retryable: true, cause: readProperty(cause, 'name') === 'SyntaxError' ? undefined : cause };
  return new AraucariaError('token-request-failed', message, details);
}

function checkStatus(response: Response, connectionId: string): void {
  if (response.ok) return;
  // A redirect that may not be followed shows neither status nor target (Fetch, "opaque-redirect filtered response").
  const { status } = response;
  const code =
    !status || status === 401 || status === 403
      ? 'unauthorized'
      : status === 404 && connectionId
        ? 'connection-not-found'
        : status === 409
          ? 'connection-not-repairable'
          : 'token-request-rejected';
  const got = status || 'a redirect (login, trailing slash, https?)';
  throw new AraucariaError(code, `Expected 200 from token-endpoint; got ${got}.`, {
    status,
    retryable: code === 'token-request-rejected' && (status === 429 || status >= 500),
    retryAfter: status === 429 ? retryAfterSeconds(readMethod(response.headers, 'get')?.('Retry-After')) : undefined,
  });
}

/** The body as text. A page must not be made to hold an endless answer. */
async function readText(response: Response): Promise<string> {
  const reader = readMethod(response.body, 'getReader')?.() as ReadableStreamDefaultReader<Uint8Array> | undefined;
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let chunk; (chunk = await reader?.read()) && !chunk.done;) {
    size += chunk.value.length;
    if (size > maxResponseBytes) break;
    text += decoder.decode(chunk.value, { stream: true });
  }
  // No body, or no stream of it: Pretender, Mirage and older polyfills of `fetch` have the whole text anyway.
  if (!reader) size = new TextEncoder().encode((text = await response.text())).length;
  if (size > maxResponseBytes) throw invalid('at most 64 KiB', 'more');
  return text + decoder.decode();
}

function checkAnswer(answer: Record<string, unknown>, sent: string): WidgetToken {
  const { widgetToken } = answer;
  const connectionId = answer['connectionId'] ?? (sent || undefined);
  if ([widgetToken, connectionId].some((value) => typeof value === 'string' && apiKeyPattern.test(value))) {
    throw new AraucariaError('secret-key-exposed', 'Expected a widget token; got an API key (arau_). Rotate it now.');
  }
  if (!isValue(widgetToken)) throw invalid('a widgetToken of 1 to 4096 visible characters', typeof widgetToken);
  if (!isValue(connectionId)) throw invalid('a connectionId', typeof connectionId);
  if (sent && connectionId !== sent) throw invalid('the connectionId that was sent', 'another');
  return { widgetToken, connectionId };
}

const isResponse = (value: unknown): value is Response => isRecord(value) && typeof value['text'] === 'function';

const isValue = (value: unknown): value is string => typeof value === 'string' && valuePattern.test(value);

const invalid = (expected: string, got: string): AraucariaError =>
  new AraucariaError('token-response-invalid', `Expected ${expected} from token-endpoint; got ${got}.`);
