import type { Context } from 'hono';
import type { Connection } from '../../../shared/connection.ts';
import { isOrigin } from '../../../shared/web-origin.ts';
import type { Attempt } from '../../bank/attempt.ts';
import { isAllowedOrigin } from '../../connections/allowed-origins.ts';
import { bearerToken, maxQuotedOrigin, unauthorized } from '../guards.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { variables } from '../../settings.ts';
import type { SecurityName } from './tags-and-security.ts';

/**
 * Refuses a request without the token that its operation needs, before its body is read. Whether a widget token fits the
 * connection depends on the body: see {@link authorize}. The API key was checked by `requireApiKey`.
 */
export function requireToken(services: Services, context: Context, security: SecurityName | null): void {
  if (security === 'widgetToken') tokenOf(context);
  if (security === 'attemptToken') attemptOf(services, context);
}

/** The request's bearer token. Throws a 401 {@link Problem} unless there is exactly one. */
export function tokenOf(context: Context): string {
  const token = bearerToken(context);
  if (token === null) throw refusedToken(context, 'token-invalid');
  return token;
}

/** The attempt of the request's token. Throws a 401 {@link Problem} if there is none. */
export function attemptOf({ attempts }: Services, context: Context): Attempt {
  const found = attempts.find(tokenOf(context));
  if (!found) throw refusedToken(context, 'token-invalid');
  Object.assign(context.get('trace'), { connectionId: found.connectionId, startedBy: found.requestId });
  return found.attempt;
}

/**
 * The connection that the request's widget token may act for, and the seconds until it expires. Throws a
 * {@link Problem}: 401 for a token that is not valid for the connection, 403 for a page of another origin.
 */
export function authorize(
  { connections, tokens, settings }: Services,
  context: Context,
  { connectionId, origin }: { connectionId: string; origin: string },
): { connection: Connection; expiresIn: number } {
  const connection = connections.find(connectionId);
  // A widget token is of no use once its connection is made.
  if (connection === null || connection.status === 'CONNECTED') throw refusedToken(context, 'token-invalid');
  const check = tokens.check(tokenOf(context), connectionId);
  if (check.code !== null) throw refusedToken(context, check.code);
  Object.assign(context.get('trace'), { connectionId, startedBy: check.requestId });
  if (!isAllowedOrigin(origin, settings.allowedOrigins)) {
    throw new Problem(403, { detail: refusedOrigin(origin), code: 'origin-not-allowed' });
  }
  return { connection, expiresIn: check.expiresIn };
}

function refusedOrigin(origin: string): string {
  // Anything else may be a secret that was sent by mistake.
  const page =
    isOrigin(origin) && origin.length <= maxQuotedOrigin ? `a page of ${origin}` : 'a page without an origin';
  return `The widget was opened by ${page}. To allow it, add its origin to ${variables.allowedOrigins}.`;
}

/** A 401 for a token that was not accepted. */
export function refusedToken(context: Context, code: 'token-invalid' | 'token-expired'): Problem {
  return unauthorized(context, {
    detail: code === 'token-expired' ? 'The token has expired.' : 'Expected a valid token.',
    code,
  });
}
