import { ownProperties, withoutPrototype } from '../shared/prototype-pollution.ts';
import { apiKeyPattern } from '../shared/limits.ts';
import { isRecord } from '../shared/is-record.ts';
import { retryAfterSeconds } from '../shared/retry-after.ts';
import type { WidgetToken } from '../shared/widget-token.ts';
import { AraucariaError, unlessOffline } from './errors.ts';
import { readBody, readHeader } from './answer.ts';
import { readProperty, readText, secret } from './safe-read.ts';
import { assertOrigin, linkBase, resolveUrl } from './widget-script/resolve-url.ts';

/** Replaces the built-in token request, for hosts with a client of their own. */
export type FetchToken = (request: {
  /** The connection to re-credential, or null for a new one. */
  connectionId: string | null;
  /** Aborted if the run ends before the answer. */
  signal: AbortSignal;
}) => Promise<{ widgetToken: string; connectionId?: string }>;

/** Further headers of the token request, or a function that gives them for each request. */
export type TokenRequestHeaders = HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

/** The options of a token request. */
export type TokenRequest = {
  tokenEndpoint: string;
  connectionId: string;
  credentials: RequestCredentials;
  headers: TokenRequestHeaders | null;
  fetchToken: FetchToken | null;
};

/** A token, and the `X-Request-Id` of the answer that it came in. */
export type MintedToken = WidgetToken & { requestId?: string | undefined };

const timeoutMs = 20_000;

/** A token or an id: it goes into a header, so no blanks and no control characters. */
const valuePattern = /^[\x21-\x7e]{1,4096}$/;

/**
 * Requests a widget token from the host's backend and checks the answer.
 *
 * @throws {AraucariaError} with a token code of the error table; after `signal` is aborted, the error is of no meaning
 */
export function requestWidgetToken(request: TokenRequest, signal: AbortSignal): Promise<MintedToken> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    // A `fetchToken` may ignore its signal: the promise is rejected here, and a later answer changes nothing.
    controller.signal.addEventListener('abort', () =>
      reject(
        new AraucariaError('token-request-timeout', 'No answer from token-endpoint in 20 s.', { retryable: true }),
      ),
    );
    // In place of `AbortSignal.any`, which needs Chrome 116, Firefox 124 or Safari 17.4.
    for (const source of [signal, AbortSignal.timeout(timeoutMs)]) {
      if (source.aborted) controller.abort();
      source.addEventListener('abort', () => controller.abort());
    }
    mintToken(request, controller.signal).then(resolve, reject);
  });
}

/**
 * Checks the options before anything is requested.
 *
 * @throws {AraucariaError} `misconfigured`
 */
export function checkTokenRequest({ fetchToken, tokenEndpoint, headers }: TokenRequest): void {
  assertOrigin();
  if (fetchToken) return;
  const url = resolveUrl(tokenEndpoint, 'token-endpoint', linkBase());
  if (typeof headers !== 'function') requestHeaders(headers, url);
}

async function mintToken(request: TokenRequest, signal: AbortSignal): Promise<MintedToken> {
  const { fetchToken, tokenEndpoint, connectionId, credentials, headers } = request;
  if (fetchToken) {
    const call = async (): Promise<object> =>
      ownProperties(await fetchToken({ connectionId: connectionId || null, signal }));
    return checkAnswer(await callHost('fetchToken', call), connectionId);
  }
  const url = resolveUrl(tokenEndpoint, 'token-endpoint', linkBase());
  const given = typeof headers === 'function' ? await callHost('headers', headers) : headers;
  const init: RequestInit = {
    method: 'POST',
    headers: requestHeaders(given, url),
    body: JSON.stringify(connectionId ? { connectionId } : {}),
    credentials,
    redirect: 'manual',
    signal,
  };
  let requestId: string | undefined;
  try {
    const response: unknown = await fetch(url, withoutPrototype(init));
    // A page may replace `fetch` by a function that gives something else.
    if (!isResponse(response)) throw invalid('a Response', typeof response);
    requestId = requestIdOf(response);
    const text = await readBody(response);
    const answer = parse(text);
    if (!response.ok) throw rejected(response, connectionId, readText(answer, 'detail'));
    if (text === null) throw invalid('at most 64 KiB', 'more');
    if (answer === undefined) throw invalid('JSON', text ? 'another' : 'none');
    return { ...checkAnswer(answer, connectionId), requestId };
  } catch (cause) {
    const error = AraucariaError.is(cause)
      ? cause
      : requestFailed('No answer from token-endpoint: network, CORS or CSP?', cause);
    error.requestId = requestId;
    throw error;
  }
}

/** Calls a function of the host. */
async function callHost<T>(name: string, call: () => T): Promise<Awaited<T>> {
  try {
    return await call();
  } catch (cause) {
    throw requestFailed(`${name} failed; see error.cause.`, cause);
  }
}

/** The value of a JSON text; undefined if it is none. The parser's error quotes the answer, which may hold a token. */
function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/**
 * The headers of a token request to `url`: the element's own, and those of the host.
 *
 * @throws {AraucariaError} `misconfigured` for a name that a page may not set, or a value that is none
 */
function requestHeaders(given: HeadersInit | null | undefined, url: string): Record<string, string> {
  const own = { 'Content-Type': 'application/json', Accept: 'application/json' };
  if (!given) return own;
  let further: [string, string][];
  try {
    further = [...new Headers(given)];
  } catch {
    // The browser's error quotes the value.
    throw misconfigured('valid names and values', 'others');
  }
  // The browser leaves out what a page may not set.
  const allowed = new Request(url, withoutPrototype({ method: 'POST', headers: further })).headers;
  for (const [name, value] of further) {
    if (/^(accept|content-type)$/.test(name) || !allowed.has(name))
      throw misconfigured('names that a page may set', name);
    // What a script gives for an element that is not there.
    if (/^(undefined|null)?$/.test(value)) throw misconfigured(`a value of ${name}`, value || 'none');
    if (apiKeyPattern.test(value)) throw keyExposed();
  }
  return { ...own, ...Object.fromEntries(further) };
}

/** Without a parser's error as the cause: it may quote a token. Checked by name, since WebKit's is a DOMException. */
function requestFailed(message: string, cause: unknown): AraucariaError {
  const details = { retryable: true, cause: readProperty(cause, 'name') === 'SyntaxError' ? undefined : cause };
  return new AraucariaError('token-request-failed', unlessOffline(message), details);
}

/** `detail`: of the problem (RFC 9457) that the endpoint answered; empty without one. */
function rejected(response: Response, connectionId: string, detail: string): AraucariaError {
  // A redirect that is not followed has status 0, and no target (Fetch, "opaque-redirect filtered response").
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
  return new AraucariaError(code, `Expected 200 from token-endpoint; got ${got}.${detail && ` ${detail}`}`, {
    status,
    retryable: code === 'token-request-rejected' && (status === 429 || status >= 500),
    retryAfter: status === 429 ? retryAfterSeconds(readHeader(response, 'Retry-After')) : undefined,
  });
}

function checkAnswer(given: unknown, sent: string): MintedToken {
  // A property that `Object.prototype` has must not count as the backend's.
  const { widgetToken, connectionId: id } = ownProperties(given);
  const connectionId = id ?? (sent || undefined);
  if ([widgetToken, connectionId].some((value) => typeof value === 'string' && apiKeyPattern.test(value))) {
    throw keyExposed();
  }
  if (!isValue(widgetToken)) throw invalid('a widgetToken of 1 to 4096 visible characters', typeof widgetToken);
  if (!isValue(connectionId)) throw invalid('a connectionId', typeof connectionId);
  if (sent && connectionId !== sent) throw invalid('the connectionId that was sent', 'another');
  return { widgetToken, connectionId };
}

const misconfigured = (expected: string, got: string): AraucariaError =>
  new AraucariaError('misconfigured', `Expected ${expected} in headers; got ${got}.`);

const keyExposed = (): AraucariaError =>
  new AraucariaError('secret-key-exposed', 'Expected no secret in the page; got an API key (arau_). Rotate it now.');

const isResponse = (value: unknown): value is Response => isRecord(value) && typeof value['text'] === 'function';

/** The `X-Request-Id` of an answer; undefined without one, or if it may be a secret. */
function requestIdOf(response: Response): string | undefined {
  const id = readHeader(response, 'X-Request-Id');
  return isValue(id) && id.length <= 128 && id.search(secret) < 0 ? id : undefined;
}

const isValue = (value: unknown): value is string => typeof value === 'string' && valuePattern.test(value);

const invalid = (expected: string, got: string): AraucariaError =>
  new AraucariaError('token-response-invalid', `Expected ${expected} from token-endpoint; got ${got}.`);
