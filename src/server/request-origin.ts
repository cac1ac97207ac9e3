/** The page's origin, if it is one of those that may call from elsewhere. */
export function allowedOriginOf(request: Request, allowedOrigins: readonly string[]): string | null {
  const origin = request.headers.get('Origin');
  return origin !== null && allowedOrigins.includes(origin) ? origin : null;
}

/**
 * Whether the request comes from a page of the handler's own origin: by fetch metadata, which pages can't forge, else
 * by `Origin`. A request with neither is refused, since a browser that sends neither can't be told from an attack.
 */
export function isSameOrigin({ headers, url }: Request): boolean {
  const site = headers.get('Sec-Fetch-Site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('Origin');
  const own = new URL(url);
  if (origin === own.origin) return true;
  // Frameworks and proxies write addresses of their own into the URL; pages can't forge `Host` either.
  const host = headers.get('Host');
  return host !== null && (origin === `https://${host}` || (origin === `http://${host}` && own.protocol === 'http:'));
}

/** What lets a page of that other origin read the answer (Fetch, "CORS protocol"). */
export function corsHeaders(origin: string): Record<string, string> {
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': 'Retry-After',
  };
}
