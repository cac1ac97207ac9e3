import { describeValue } from '../describe-value.ts';
import { propertyOf } from '../prototype-pollution.ts';
import { WebhookError } from './webhook-error.ts';

/** The headers of a request: any `Headers`, or an object with names in any case. */
export type WebhookHeaders = Pick<Headers, 'get'> | Readonly<Record<string, string | readonly string[] | undefined>>;

/** The headers that a signature needs, checked. */
export type SignedHeaders = { id: string; timestamp: string; signature: string };

/**
 * The forms that Standard Webhooks specify. The library that checks the signature is less strict: it accepts
 * `1700000000junk` as a timestamp and `v1,…,junk` as a signature. An id has no full stop, which separates the parts of
 * the signed text.
 */
const patterns = {
  'webhook-id': /^[\x21-\x2d\x2f-\x7e]{1,256}$/,
  'webhook-timestamp': /^[1-9]\d{0,14}$/,
  // One or several signatures, of any version. Base64 is not checked here: signatures are compared as text.
  'webhook-signature': /^[a-z0-9]+,[\x21-\x2b\x2d-\x7e]+(?: [a-z0-9]+,[\x21-\x2b\x2d-\x7e]+)*$/i,
} as const;

/**
 * The headers that a signature needs.
 *
 * @throws {WebhookError} for a header that is missing, comes twice or is malformed, and {TypeError} where `headers` can't hold any
 */
export function signedHeadersOf(headers: WebhookHeaders): SignedHeaders {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw new TypeError(
      `Expected headers to be Headers, or an object of names and values; got ${describeValue(headers)}.`,
    );
  }
  return {
    id: headerOf(headers, 'webhook-id'),
    timestamp: headerOf(headers, 'webhook-timestamp'),
    signature: headerOf(headers, 'webhook-signature'),
  };
}

function headerOf(headers: object, name: keyof typeof patterns): string {
  const [value, ...more] = valuesOf(headers, name);
  if (value === undefined) throw unverified(`there is no ${name}`);
  if (more.length > 0) throw unverified(`${name} comes more than once`);
  if (typeof value !== 'string' || !patterns[name].test(value)) throw unverified(`${name} is malformed`);
  return value;
}

/** `Headers` are recognized by `get()`: those of a polyfill or of another realm have a class of their own. */
function valuesOf(headers: object, name: string): unknown[] {
  const get = propertyOf(headers, 'get');
  const found: unknown[] =
    typeof get === 'function'
      ? [get.call(headers, name)]
      : // API Gateway and others keep the case that a header was sent in.
        Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === name ? [value as unknown] : []));
  return found.flat().filter((value) => value !== undefined && value !== null);
}

/** For a webhook that is not signed with the secret. */
export const unverified = (reason: string): WebhookError =>
  new WebhookError('webhook-unverified', `Expected a webhook that is signed with your secret: ${reason}.`);
