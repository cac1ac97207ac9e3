import { randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const cookie = 'quilla_session';

/** What stands in for a login: every browser that comes by is a user of its own. */
export const withVisitor: MiddlewareHandler = async (context, next) => {
  if (!visitorOf(context)) {
    const visitor = randomBytes(24).toString('base64url');
    setCookie(context, cookie, visitor, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 30 * 86_400 });
  }
  await next();
};

/** The visitor a request comes from; empty if it has no session. */
export function visitorOf(context: Context): string {
  const value = getCookie(context, cookie) ?? '';
  return /^[\w-]{32}$/.test(value) ? value : '';
}
