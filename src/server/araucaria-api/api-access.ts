import { documentedApiUrl } from '../../shared/documented-urls.ts';
import { optionError } from '../option-error.ts';

/** How the API is reached. */
export type ApiAccess = {
  /** Your secret API key, `arau_…`. It goes to Araucaria and nowhere else. */
  apiKey: string | undefined;
  /** Where the Araucaria API is, without `/v1`. Default: `https://api.araucaria.money`. */
  apiUrl?: string | undefined;
  /** How long a call may take, in ms. Default: 10,000. */
  timeout?: number | undefined;
  /** Replaces the global `fetch` for calls to Araucaria. */
  fetch?: typeof fetch | undefined;
};

/** The options, checked and complete. */
export type CheckedAccess = { apiKey: string; apiUrl: string; timeout: number; fetch: typeof fetch };

export const apiAccessNames = ['apiKey', 'apiUrl', 'timeout', 'fetch'] as const satisfies (keyof ApiAccess)[];

/** Visible characters only: for a line break, `fetch` would throw an error that quotes the header with the key. */
const validApiKeyPattern = /^arau_[\x21-\x7e]{1,500}$/;

/** The longest time that `setTimeout` takes. */
const maxTimeoutMs = 2 ** 31 - 1;

/** @throws {TypeError} that names the option, what was expected and the kind of what came; never a value */
export function checkApiAccess(caller: string, given: Partial<ApiAccess>): CheckedAccess {
  const {
    apiKey,
    apiUrl = documentedApiUrl,
    timeout = 10_000,
    // The global is read at each call, so that instrumentation that is installed later is used.
    fetch: send = (...args) => fetch(...args),
  } = given;
  if (typeof apiKey !== 'string' || !validApiKeyPattern.test(apiKey)) {
    throw optionError(caller, 'apiKey', 'an API key, arau_…, without blanks and line breaks', apiKey);
  }
  const url = baseUrlOf(apiUrl);
  if (url === null) {
    throw optionError(caller, 'apiUrl', 'an http or https URL without credentials, query and hash', apiUrl);
  }
  if (url.endsWith('/v1')) {
    throw new TypeError(`${caller}: expected apiUrl without /v1 at its end, which each call adds; got one with it.`);
  }
  if (!(typeof timeout === 'number' && timeout > 0 && timeout <= maxTimeoutMs)) {
    throw optionError(caller, 'timeout', 'milliseconds above 0', timeout);
  }
  if (typeof send !== 'function') throw optionError(caller, 'fetch', 'a function', send);
  return { apiKey, apiUrl: url, timeout, fetch: send };
}

/** The URL that paths are appended to, in its normal form without slashes at its end; null if `value` is no such URL. */
function baseUrlOf(value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null;
  const { protocol, username, password, search, hash, origin, pathname } = new URL(value);
  if (!/^https?:$/.test(protocol) || username || password || search || hash) return null;
  return origin + pathname.replace(/\/+$/, '');
}
