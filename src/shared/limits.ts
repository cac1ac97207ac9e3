/** The id of a connection or an institution: it goes into URLs, so nothing that could change a path. */
export const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** An Araucaria API key, which no browser may ever hold. Also found behind blanks or `Bearer `. */
export const apiKeyPattern = /^\s*(?:bearer\s+)?arau_/i;

/**
 * Whether a text holds what looks like an API key, wherever in it. One random token of 43 characters in two million does by
 * chance; it is asked for again, while a key that went out could not be called back.
 */
export const containsApiKey = (text: string): boolean => /arau_/i.test(text);

/** The longest widget token a browser takes, in characters. */
export const maxTokenLength = 4096;

/** The largest answer read from a server, in bytes. */
export const maxResponseBytes = 65_536;
