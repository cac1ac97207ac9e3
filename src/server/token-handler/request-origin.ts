import { isOrigin } from '../../shared/web-origin.ts';

/** The origin of the page that sent the request, if `allowedOrigins` has it. */
export function allowedOriginOf(request: Request, allowedOrigins: readonly string[]): string | null {
  const origin = request.headers.get('Origin');
  return origin !== null && allowedOrigins.includes(origin) ? origin : null;
}

/**
 * Whether the request comes from a page of the handler's own origin: by `Sec-Fetch-Site`, which pages can't forge, else
 * by `Origin`. A request with neither header is refused: it could be an attack.
 */
export function isSameOrigin({ headers, url }: Request): boolean {
  const site = headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('Origin');
  const handlerUrl = new URL(url);
  if (origin === handlerUrl.origin) return true;
  // Behind a proxy the URL has an address of the proxy's own. Pages can't forge `Host` either.
  const host = headers.get('Host');
  const isInsecure = handlerUrl.protocol === 'http:';
  return host !== null && (origin === `https://${host}` || (isInsecure && origin === `http://${host}`));
}

/** What came in place of an origin that is allowed, and what helps. */
export function refusedOrigin({ headers, url }: Request): string {
  const origin = headers.get('Origin');
  const site = headers.get('Sec-Fetch-Site');
  // Anything may be in a header; an origin is safe in answers and logs.
  const came = isOrigin(origin) ? `Origin ${origin}` : origin === null ? 'no Origin' : 'an Origin that is none';
  const how = site === null ? '' : ` with Sec-Fetch-Site ${/^[a-z-]{1,20}$/.test(site) ? site : 'of another form'}`;
  const own = new URL(url).origin;
  return `Expected a page of an allowed origin: ${came}${how} came; this handler answers for ${own}. ${helpFor(origin, site)}`;
}

function helpFor(origin: string | null, site: string | null): string {
  if (isOrigin(origin)) return `If the page is yours, also behind a proxy, set allowedOrigins: ['${origin}'].`;
  // No option helps without an origin to compare.
  if (origin !== null) {
    return 'The page hides its origin: a sandbox needs allow-same-origin, and no page the referrer policy no-referrer.';
  }
  return site === null
    ? 'Browsers send Origin and Sec-Fetch-Site: have the proxy pass them on.'
    : 'Browsers send Origin: have the proxy pass it on.';
}

/** The headers that let a page of an allowed origin read the answer (Fetch, "CORS protocol"). */
export function corsHeaders(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Retry-After, X-Request-Id',
  };
}
