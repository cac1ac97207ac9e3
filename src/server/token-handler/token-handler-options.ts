import { documentedApiUrl } from '../../shared/documented-urls.ts';
import { isOrigin } from '../../shared/web-origin.ts';
import { ownOptions } from '../own-options.ts';

/** The options of {@link createTokenHandler}: own properties of the object; one that it inherits throws. */
export type TokenHandlerOptions = {
  /** Your secret API key, `arau_…`. It goes to Araucaria and nowhere else. */
  apiKey: string | undefined;
  /**
   * Whether this visitor may create a connection (`connectionId` is null), or repair that one. Any result but `true` is
   * answered 403; if it throws, the answer is 500. There is no default: without a check, any visitor could repair
   * another user's connection.
   *
   * `request` carries the visitor's cookies and headers; its body has been read.
   */
  authorize(request: Request, details: { connectionId: string | null }): boolean | Promise<boolean>;
  /** Called when a connection was created: store its owner here. The token is sent afterwards, and not if this throws. */
  onConnectionCreated?: (details: { connectionId: string; request: Request }) => void | Promise<void>;
  /** Where the Araucaria API is, without `/v1`. Default: `https://api.araucaria.money`. */
  apiUrl?: string | undefined;
  /**
   * Origins of pages that may call the handler, in addition to its own origin, each as browsers send it:
   * `https://shop.example`, `http://localhost:8100`, `capacitor://localhost`. No wildcards. Where a proxy hides the public
   * origin from `request.url`, list that one too, for browsers without fetch metadata.
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

/** Visible characters only: for a line break, `fetch` would throw an error that quotes the header with the key. */
const validApiKeyPattern = /^arau_[\x21-\x7e]{1,500}$/;

/** The longest time that `setTimeout` takes. */
const maxTimeoutMs = 2 ** 31 - 1;

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
    apiUrl = documentedApiUrl,
    allowedOrigins = [],
    timeout = 10_000,
    // The global is read at each call, so that instrumentation that is installed later is used.
    fetch: send = (...args) => fetch(...args),
  } = given;
  if (typeof apiKey !== 'string' || !validApiKeyPattern.test(apiKey)) {
    throw optionError('apiKey', 'an API key, arau_…, without blanks and line breaks', apiKey);
  }
  if (typeof authorize !== 'function') throw optionError('authorize', 'a function', authorize);
  if (typeof onConnectionCreated !== 'function')
    throw optionError('onConnectionCreated', 'a function', onConnectionCreated);
  const baseUrl = baseUrlOf(apiUrl);
  if (baseUrl === null) throw optionError('apiUrl', 'an http or https URL without credentials, query and hash', apiUrl);
  const origins = originsOf(allowedOrigins);
  if (!(typeof timeout === 'number' && timeout > 0 && timeout <= maxTimeoutMs)) {
    throw optionError('timeout', 'milliseconds above 0', timeout);
  }
  if (typeof send !== 'function') throw optionError('fetch', 'a function', send);
  return {
    apiKey,
    authorize,
    onConnectionCreated,
    apiUrl: baseUrl,
    allowedOrigins: origins,
    timeout,
    fetch: send,
  };
}

function optionError(option: string, expected: string, value: unknown): TypeError {
  const kind = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  const got = value === undefined || value === null ? kind : `another ${kind}`;
  return new TypeError(`createTokenHandler: expected ${option} to be ${expected}; got ${got}.`);
}

/** The URL that paths are appended to, in its normal form without slashes at its end; null if `value` is no such URL. */
function baseUrlOf(value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null;
  const { protocol, username, password, search, hash, origin, pathname } = new URL(value);
  if (!/^https?:$/.test(protocol) || username || password || search || hash) return null;
  return origin + pathname.replace(/\/+$/, '');
}

function originsOf(values: unknown): readonly string[] {
  if (!Array.isArray(values))
    throw optionError('allowedOrigins', 'an array of origins such as https://shop.example', values);
  // A copy: the host may change its array later.
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
