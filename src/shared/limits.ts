/** The id of a connection or an institution. It goes into URLs, so it has no character that could change a path. */
export const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** The start of an Araucaria API key, also after blanks or `Bearer `. No browser may ever have one. */
export const apiKeyPattern = /^\s*(?:bearer\s+)?arau_/i;

/**
 * Whether a text contains something like an API key. By chance, one random token of 43 characters in two million does:
 * that request fails and can be repeated, while a published key can't be taken back.
 */
export const containsApiKey = (text: string): boolean => /arau_/i.test(text);

/** An `X-Request-Id`: visible ASCII, which is safe in a header and in a log. */
export const requestIdPattern = /^[\x21-\x7e]{1,128}$/;

/** The longest widget token that browsers accept, in characters. */
export const maxTokenLength = 4096;

/** The largest answer that is read from a server. */
export const maxResponseBytes = 65_536;

/** The longest name of a bank that a user can report as missing, in UTF-16 units. */
export const maxInstitutionNameLength = 100;
