/**
 * The failures between the page and the token endpoint. The button reports them as `error.code`, and the token handler
 * answers them as `code` of the problem.
 */
export const tokenErrorCodes = [
  'misconfigured',
  'token-request-failed',
  'token-request-timeout',
  'token-request-rejected',
  'unauthorized',
  'connection-not-found',
  'connection-not-repairable',
  'token-response-invalid',
  'secret-key-exposed',
] as const;

/** The code of a failed token request. */
export type TokenErrorCode = (typeof tokenErrorCodes)[number];
