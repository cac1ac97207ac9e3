import type { Context, MiddlewareHandler } from 'hono';
import { bearerPattern, digest, sameDigest } from '../runtime/secrets.ts';
import { Problem, type ProblemOptions } from './problem.ts';

/** The bearer token of a request; null if there is none, or anything else than exactly one. */
export function bearerToken(context: Context): string | null {
  const [, token = ''] = /^Bearer (\S+)$/i.exec(context.req.header('Authorization') ?? '') ?? [];
  return bearerPattern.test(token) ? token : null;
}

/**
 * Refuses a request for want of a valid token, with the challenge that RFC 6750, section 3 gives it: who brought none
 * hears of no error, and a header that is no single token is an error of the request.
 */
export function unauthorized(context: Context, options: Pick<ProblemOptions, 'detail' | 'code'>): Problem {
  const brought = /(?:^|,)\s*Bearer\b/i.test(context.req.header('Authorization') ?? '');
  const error = bearerToken(context) === null ? 'invalid_request' : 'invalid_token';
  return new Problem(401, {
    ...options,
    headers: { 'WWW-Authenticate': brought ? `Bearer error="${error}"` : 'Bearer' },
  });
}

const hostPattern = /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/i;

/**
 * Only these names lead here: a foreign name that was made to point at this machine (DNS rebinding) does not. A request
 * may name a host twice, in a header and in an absolute address; `Request` takes no address with a user or a password.
 */
export const knownHost: MiddlewareHandler = async ({ req }, next) => {
  // The header first: with some that are none, the address is none either.
  if (!hostPattern.test(req.header('Host') ?? '') || !hostPattern.test(new URL(req.url).host)) {
    throw new Problem(403, { detail: 'Expected the host 127.0.0.1 or localhost.' });
  }
  const { username, password } = new URL(req.url);
  if (username || password) throw new Problem(400, { detail: 'Expected an address without a user or a password.' });
  await next();
};

/**
 * `nosniff` on every answer; no cache keeps one and no page of another origin may have it, unless its route says
 * otherwise.
 */
export const safeAnswer: MiddlewareHandler = async (context, next) => {
  await next();
  const { headers } = context.res;
  headers.set('X-Content-Type-Options', 'nosniff');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  // What decides on who is answered.
  headers.append('Vary', 'Origin, Sec-Fetch-Site');
};

/** Lets in who holds the API key, given by its digest. */
export function requireApiKey(keyDigest: string): MiddlewareHandler {
  return async (context, next) => {
    const { req } = context;
    // Browsers add these and pages can't take them away: wherever one comes with a secret key, the key has leaked.
    if (req.header('Origin') !== undefined || req.header('Sec-Fetch-Site') !== undefined) {
      throw new Problem(403, { detail: 'Expected a call from a backend. API keys must never reach a browser.' });
    }
    const key = bearerToken(context);
    if (key === null || !sameDigest(digest(key), keyDigest)) {
      throw unauthorized(context, {
        detail: 'Expected the header "Authorization: Bearer arau_…" with a valid API key, once.',
      });
    }
    await next();
  };
}

/** Lets in forms of the sandbox's own pages alone: every browser says where a form was sent from. */
export const ownPage: MiddlewareHandler = async (context, next) => {
  if (context.req.header('Origin') !== new URL(context.req.url).origin) {
    throw new Problem(403, { detail: "Expected the sandbox's own form." });
  }
  await next();
};
