import { withoutPrototype } from '../shared/prototype-pollution.ts';
import { withErrorPage } from '../shared/documented-urls.ts';
import type { ConnectErrorCode } from '../shared/connect-error.ts';

export type { ConnectErrorCode };

/** The members of an {@link AraucariaError} beside its code and message. */
export type AraucariaErrorDetails = {
  /** Whether a second click may succeed. Default: false. */
  retryable?: boolean;
  /** HTTP status of the token endpoint's answer. */
  status?: number;
  /** Seconds to wait, from the answer's `Retry-After`; more than an hour counts as an hour. */
  retryAfter?: number | undefined;
  cause?: unknown;
};

/** The message of an error that the browser being offline explains. */
export const offlineMessage = 'The browser is offline.';

/** A message, unless the browser is offline. Its word is taken only for that: it can be online without internet. */
export const unlessOffline = (message: string): string => (navigator.onLine ? message : offlineMessage);

const genuine = new WeakSet<object>();

/**
 * A failed run, as `araucaria-exit` and the outcome of `open()` report it.
 *
 * `message` is English and for developers, and ends with the address of the page about its code; users read a translated
 * text of the button.
 * The button puts no widget token, no API key and no text of a server's answer into message or cause, but for the `detail`
 * of a problem of the host's token endpoint (RFC 9457), without what looks like a secret. An error of the
 * host's own `fetchToken` is kept as the cause, unless it is the `SyntaxError` of a parser, which quotes its input.
 */
export class AraucariaError extends Error {
  override readonly name = 'AraucariaError';
  /** Why the run failed. */
  readonly code: ConnectErrorCode;
  /** Whether a second click, with nothing else changed, may succeed. */
  readonly retryable: boolean;
  /** HTTP status of the token endpoint's answer, where there was one. */
  declare readonly status?: number;
  /** The connection of the run, as far as it is known. */
  declare connectionId?: string;
  /** Seconds that the backend asked to wait (`Retry-After` on a 429), at most an hour. */
  declare readonly retryAfter?: number;
  /** The `X-Request-Id` of the token endpoint's last answer, by which logs and the host's support find the run. */
  declare requestId?: string | undefined;

  constructor(code: ConnectErrorCode, message: string, details: AraucariaErrorDetails = {}) {
    const { retryable, status, retryAfter } = (details = withoutPrototype(details));
    super(withErrorPage(message, code), details);
    genuine.add(this);
    this.code = code;
    this.retryable = !!retryable;
    if (status) this.status = status;
    if (retryAfter !== undefined) this.retryAfter = Math.min(retryAfter, 3600);
  }

  /** Whether a value is an error of this class. Unlike `instanceof` it never throws, and is false for a proxy. */
  static is(value: unknown): value is AraucariaError {
    return genuine.has(value as object);
  }
}
