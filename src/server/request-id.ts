import { containsApiKey, requestIdPattern } from '../shared/limits.ts';

/** The `X-Request-Id` of a request, or a new one. It is passed on, answered and logged, so that one id finds all of it. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get('X-Request-Id');
  return given !== null && requestIdPattern.test(given) && !containsApiKey(given) ? given : crypto.randomUUID();
}
