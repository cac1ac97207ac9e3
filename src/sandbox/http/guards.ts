import type { Context, HonoRequest, MiddlewareHandler } from 'hono';
import { isOrigin } from '../../shared/web-origin.ts';
import { bearerPattern, digest, sameDigest } from '../runtime/secrets.ts';
import { variables, type SandboxSettings } from '../settings.ts';
import { isKnownHost, isOwnOrigin } from './addresses.ts';
import { Problem, type ProblemOptions } from './problem.ts';

/** The longest origin that is quoted: a scheme, and the longest name of a host. */
export const maxQuotedOrigin = 300;

/** The bearer token of a request; null unless there is exactly one. */
export function bearerToken(context: Context): string | null {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(context.req.header('Authorization') ?? '') ?? [];
  return bearerPattern.test(token) ? token : null;
}

/**
 * A 401 with the challenge of RFC 6750, section 3: without an `error` if the request had no bearer token, `invalid_request`
 * for a malformed or repeated one, `invalid_token` otherwise.
 */
export function unauthorized(context: Context, options: Pick<ProblemOptions, 'detail' | 'code'>): Problem {
  const hasBearer = /(?:^|,)\s*Bearer\b/i.test(context.req.header('Authorization') ?? '');
  const error = bearerToken(context) === null ? 'invalid_request' : 'invalid_token';
  return new Problem(401, {
    ...options,
    headers: { 'WWW-Authenticate': hasBearer ? `Bearer error="${error}"` : 'Bearer' },
  });
}

/**
 * Refuses requests to other host names than the sandbox's own. A request may have two hosts, in a header and in an absolute
 * URL; both are checked. `Request` accepts no URL with a user or a password.
 */
export function requireKnownHost(settings: SandboxSettings): MiddlewareHandler {
  return async ({ req }, next) => {
    // The header first, because an invalid one makes the URL invalid too.
    if (!isKnownHost(req.header('Host') ?? '', settings) || !isKnownHost(new URL(req.url).host, settings)) {
      const detail = `Expected the host 127.0.0.1 or localhost, or that of ${variables.publicUrl}.`;
      throw new Problem(403, { detail });
    }
    const { username, password } = new URL(req.url);
    if (username || password) throw new Problem(400, { detail: 'Expected a URL without a user or a password.' });
    await next();
  };
}

/**
 * Sets `nosniff` on every answer. By default, no cache may store an answer, and no page of another origin may load it; a route
 * can set its own headers.
 */
export const setSafeHeaders: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  headers.set('X-Content-Type-Options', 'nosniff');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  // `refuseOtherSites` decides by these.
  headers.append('Vary', 'Origin, Sec-Fetch-Site');
};

/** Refuses requests without the API key, which is given by its digest. */
export function requireApiKey(keyDigest: string): MiddlewareHandler {
  return async (context, next) => {
    const { req } = context;
    // Browsers add these headers, and pages can't remove them: a key that comes with one has leaked to a browser.
    if (req.header('Origin') !== undefined || req.header('Sec-Fetch-Site') !== undefined) {
      throw new Problem(403, { detail: 'Expected a call from a backend. API keys must never reach a browser.' });
    }
    const key = bearerToken(context);
    if (key === null || !sameDigest(digest(key), keyDigest)) {
      throw unauthorized(context, {
        detail: 'Expected the header "Authorization: Bearer" with a valid API key, once.',
      });
    }
    await next();
  };
}

/** Refuses forms of other pages. Every browser sends the origin of the page with a form. */
export function requireOwnForm(publicUrl: string | null): MiddlewareHandler {
  return async ({ req }, next) => {
    if (!isOwnOrigin(req.header('Origin'), req, publicUrl)) {
      throw new Problem(403, { detail: `Expected a form of the sandbox's own pages. ${otherOrigin(req)}` });
    }
    await next();
  };
}

/** What to do if a proxy is in front of the sandbox. */
export function otherOrigin(req: HonoRequest): string {
  const origin = req.header('Origin') ?? '';
  const came = isOrigin(origin) && origin.length <= maxQuotedOrigin ? origin : 'another';
  return `The request came from the origin ${came}, to ${new URL(req.url).origin}. Behind a proxy, set ${variables.publicUrl} to the origin that the browser sees.`;
}
