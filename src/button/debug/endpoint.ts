import { linkBase, pageOrigin, resolveUrl } from '../widget-script/resolve-url.ts';
import { AraucariaError } from '../errors.ts';
import { findingsOf, type Finding } from './finding.ts';
import { directiveWith, violationOf } from './policy.ts';
import { routeFor, shownUrl, type Subject } from './subject.ts';

const { good, problem, unknown } = findingsOf('endpoint');

/** How long the endpoint has to answer, in ms. */
const timeoutMs = 10_000;

/**
 * Whether the token endpoint can be reached from this page, and answers as one. The request is a GET, which makes no
 * connection: the endpoint answers 405.
 */
export async function checkEndpoint(subject: Subject): Promise<Finding[]> {
  if (subject.fetchToken) {
    return [unknown('The button has a fetchToken, which replaces the token request. Your own client makes it.')];
  }
  let url: string;
  try {
    url = resolveUrl(subject.tokenEndpoint, 'token-endpoint', linkBase());
  } catch (error) {
    return [badUrl(subject.tokenEndpoint, error)];
  }
  return [...crossOrigin(url, subject), await probe(url, subject)];
}

function badUrl(value: string, error: unknown): Finding {
  const isMixed = value.startsWith('http:') && location.protocol === 'https:';
  return problem(
    isMixed
      ? 'The page is on https and token-endpoint on http, which browsers block.'
      : AraucariaError.is(error)
        ? error.message
        : 'token-endpoint can’t be used.',
    isMixed ? shownUrl(value).replace('http:', 'https:') : 'token-endpoint="/api/widget-token"',
  );
}

/** What to mind when the endpoint is on another origin. */
function crossOrigin(url: string, { credentials }: Subject): Finding[] {
  if (new URL(url).origin === pageOrigin() || credentials === 'include') return [];
  return [
    unknown(
      `token-endpoint is on another origin (${new URL(url).origin}), and credentials is ${credentials}: ` +
        'the request has no cookies, so authorize sees no session.',
      'credentials="include"   (and cookies with SameSite=None; Secure)',
    ),
  ];
}

/** A GET, read as a page may read it. */
async function probe(url: string, { credentials }: Subject): Promise<Finding> {
  const shown = shownUrl(url);
  let response: Response;
  try {
    response = await request(url, { credentials, headers: { Accept: 'application/json' }, redirect: 'manual' });
  } catch {
    return unreachable(url);
  }
  const { status, type } = response;
  const allow = response.headers.get('Allow') ?? '';
  const isPage = (response.headers.get('Content-Type') ?? '').includes('html');
  if (type === 'opaqueredirect') {
    return problem(
      `${shown} answers with a redirect, which the token request does not follow. ` +
        'It leads to a login, to the address with or without a slash at its end, or from http to https.',
      'token-endpoint="…"   (the address that answers itself)',
    );
  }
  if (status === 405 && (allow === '' || /\bPOST\b/i.test(allow)))
    return good(`${shown} answers, and takes POST alone.`);
  if (status === 404) {
    return problem(
      `${shown} answers 404: your server has no route there for GET, and perhaps none for POST.`,
      routeFor(url),
    );
  }
  if (status === 401 || status === 403) {
    return unknown(
      `${shown} answers ${status} before the token handler is asked: a login, a CSRF check or a firewall of your server.`,
    );
  }
  if (status >= 500) return problem(`${shown} answers ${status}. The log of your server has the reason.`);
  if (isPage) {
    return unknown(
      `${shown} answers GET with a web page. If it does so for POST too, the path is that of your application, and not of the token handler.`,
    );
  }
  return unknown(`${shown} answers GET with ${status}. A token handler answers 405.`);
}

/** Why there is no answer that a page may read. */
async function unreachable(url: string): Promise<Finding> {
  const { origin } = new URL(url);
  if (!navigator.onLine) return problem('The browser is offline.');
  const violation = await violationOf(url, /^connect-src/);
  if (violation) {
    return problem(
      'The content security policy of the page blocks requests to token-endpoint.',
      `Content-Security-Policy: ${directiveWith(url, violation)}`,
    );
  }
  if (origin !== pageOrigin() && (await answersAtAll(url))) {
    return problem(
      `${origin} answers, but does not allow this page to read it (CORS).`,
      `createTokenHandler({ allowedOrigins: ['${pageOrigin()}'], … })`,
    );
  }
  return problem(
    `Nothing answers at ${origin}: the server is not running or not reachable, its certificate is not trusted, or a content blocker stops the request.`,
    origin === pageOrigin() ? undefined : `curl -i ${origin}   (from this computer)`,
  );
}

/** Whether a server answers at all, perhaps what the page may not read. */
export async function answersAtAll(url: string): Promise<boolean> {
  try {
    await request(url, { mode: 'no-cors', credentials: 'omit' });
    return true;
  } catch {
    return false;
  }
}

const request = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(timeoutMs), ...init });
