/** The id of a connection or an institution: it goes into URLs, so nothing that could change a path. */
export const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** An Araucaria API key, which no browser may ever hold. Also found behind blanks or `Bearer `. */
export const apiKeyPattern = /^\s*(?:bearer\s+)?arau_/i;

/** The longest widget token a browser takes, in characters. */
export const maxTokenLength = 4096;

/** The largest answer read from a server, in bytes. */
export const maxResponseBytes = 65_536;
