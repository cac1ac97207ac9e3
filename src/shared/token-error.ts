/**
 * What can go wrong between the page and the token endpoint. The button reports these as `error.code`,
 * the token handler answers them as the problem's `code`.
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
