import { containsApiKey } from '../shared/limits.ts';

/** Visible ASCII, at most 128 characters: safe in headers and logs. */
const pattern = /^[\x21-\x7e]{1,128}$/;

/** The `X-Request-Id` of a request, or a new one. It is passed on, answered and logged, so that one id finds all of it. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('X-Request-Id');
  return given !== null && pattern.test(given) && !containsApiKey(given) ? given : crypto.randomUUID();
}
