import { isOrigin } from '../shared/web-origin.ts';
import { ownOptions } from './own-options.ts';

/** What {@link createTokenHandler} needs to know. Own properties of the object count; those of a class or prototype throw. */
export type TokenHandlerOptions = {
  /** Your secret API key, `arau_…`. It goes to Araucaria and nowhere else. */
  apiKey: string | undefined;
  /**
   * May this visitor create a connection (`connectionId` null), or repair that one? Anything but `true` answers 403;
   * if it throws, the answer is 500. There is no default: without it anyone could ask for anyone's connection.
   *
   * `request` carries the visitor's cookies and headers; its body has been read.
   */
  authorize(request: Request, details: { connectionId: string | null }): boolean | Promise<boolean>;
  /**
   * A new connection exists: store here whose it is. The token goes out afterwards, and does not if this throws.
   */
  onConnectionCreated?: (details: { connectionId: string; request: Request }) => void | Promise<void>;
  /** Where the Araucaria API is, without `/v1`. Default: `https://api.araucaria.money`. */
  apiUrl?: string | undefined;
  /**
   * Origins whose pages may call beside those of the handler's own, each as browsers send it: `https://shop.example`,
   * `http://localhost:8100`, `capacitor://localhost`. No wildcards. Where a proxy hides the public origin from
   * `request.url`, list that one too: browsers without fetch metadata depend on it.
   */
  allowedOrigins?: readonly string[] | undefined;
  /** How long Araucaria may take to answer, in ms. Default: 10,000. */
  timeout?: number | undefined;
  /** Replaces the global `fetch` for calls to Araucaria. */
  fetch?: typeof fetch | undefined;
};

/** The options, checked and complete. */
export type CheckedOptions = {
  apiKey: string;
  authorize: TokenHandlerOptions['authorize'];
  onConnectionCreated: NonNullable<TokenHandlerOptions['onConnectionCreated']>;
  apiUrl: string;
  allowedOrigins: readonly string[];
  timeout: number;
  fetch: typeof fetch;
};

/** Visible characters only: a line break would make `fetch` throw an error that prints the header, and so the key. */
const wholeApiKeyPattern = /^arau_[\x21-\x7e]{1,500}$/;

/** `setTimeout` can't wait longer, in ms. */
const longestTimeout = 2 ** 31 - 1;

const optionNames = [
  'apiKey',
  'authorize',
  'onConnectionCreated',
  'apiUrl',
  'allowedOrigins',
  'timeout',
  'fetch',
] as const satisfies (keyof TokenHandlerOptions)[];

/** @throws {TypeError} that names the option, what was expected and the kind of what came; never a value */
export function checkOptions(options: TokenHandlerOptions): CheckedOptions {
  const given: Partial<TokenHandlerOptions> = ownOptions('createTokenHandler', options, optionNames);
  const {
    apiKey,
    authorize,
    onConnectionCreated = () => {},
    apiUrl = 'https://api.araucaria.money',
    allowedOrigins = [],
    timeout = 10_000,
    // Looked up at each call, so that instrumentation installed later is used.
    fetch: ask = (...args) => fetch(...args),
  } = given;
  if (typeof apiKey !== 'string' || !wholeApiKeyPattern.test(apiKey)) {
    throw wrong('apiKey', 'an API key, arau_…, without blanks and line breaks', apiKey);
  }
  if (typeof authorize !== 'function') throw wrong('authorize', 'a function', authorize);
  if (typeof onConnectionCreated !== 'function') throw wrong('onConnectionCreated', 'a function', onConnectionCreated);
  const baseUrl = baseUrlOf(apiUrl);
  if (baseUrl === null) throw wrong('apiUrl', 'an http or https URL without credentials, query and hash', apiUrl);
  const origins = originsOf(allowedOrigins);
  if (!(typeof timeout === 'number' && timeout > 0 && timeout <= longestTimeout)) {
    throw wrong('timeout', 'milliseconds above 0', timeout);
  }
  if (typeof ask !== 'function') throw wrong('fetch', 'a function', ask);
  return {
    apiKey,
    authorize,
    onConnectionCreated,
    apiUrl: baseUrl,
    allowedOrigins: origins,
    timeout,
    fetch: ask,
  };
}

function wrong(option: string, expected: string, value: unknown): TypeError {
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  const got = value === undefined || value === null ? kind : `another ${kind}`;
  return new TypeError(`createTokenHandler: expected ${option} to be ${expected}; got ${got}.`);
}

/** What paths are put after: the URL as it is parsed, without slashes at its end; null if it can't be that. */
function baseUrlOf(value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null;
  const { protocol, username, password, search, hash, origin, pathname } = new URL(value);
  if (!/^https?:$/.test(protocol) || username || password || search || hash) return null;
  return origin + pathname.replace(/\/+$/, '');
}

function originsOf(values: unknown): readonly string[] {
  if (!Array.isArray(values)) throw wrong('allowedOrigins', 'an array of origins such as https://shop.example', values);
  // A copy, which nobody changes later.
  const origins: unknown[] = [...(values as unknown[])];
  if (origins.every(isOrigin)) return origins;
  const index = origins.findIndex((value) => !isOrigin(value));
  const value = origins[index];
  throw new TypeError(
    'createTokenHandler: expected allowedOrigins to be origins as browsers send them, scheme://host or ' +
      'scheme://host:port: in lower case, without the default port, a path or a slash at the end, and not null; ' +
      (typeof value === 'string' && value.includes('*')
        ? `got a wildcard at [${index}], which never matches. List each origin by itself.`
        : `got something else at [${index}].`),
  );
}
