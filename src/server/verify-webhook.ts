import type { WebhookEvent } from '../shared/connection.ts';
import { isId } from './connection-id.ts';
import { describeValue } from './describe-value.ts';
import { own } from './prototype-pollution.ts';
import { WebhookError } from './webhook-error.ts';
import { signedHeadersOf, unverified, type SignedHeaders, type WebhookHeaders } from './webhook-headers.ts';
import { signatureChecks, type SignatureCheck, type WebhookSecret } from './webhook-signature.ts';

/**
 * Checks a webhook and reads it. `body` is the text or the bytes exactly as they came, since the signature covers them;
 * `headers` are `Headers`, or an object with names in any case. Null for events of a kind that this version does not know;
 * they are to be answered with success, or they come again and again.
 *
 * For servers that have no `Request` to give to `createWebhookHandler`.
 *
 * @throws {WebhookError} for what must not be acted on, and {TypeError} for a mistake of the caller: a secret that can't be
 * used, or a body that is not as it came, such as an object that a JSON body parser made
 */
export function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: WebhookSecret | undefined,
): WebhookEvent | null {
  const checks = signatureChecks(secret);
  return readWebhook(textOf(body), signedHeadersOf(headers), checks);
}

/** As {@link verifyWebhook}, of what was checked before. */
export function readWebhook(
  body: string,
  headers: SignedHeaders,
  checks: readonly SignatureCheck[],
): WebhookEvent | null {
  const reasons = checks.map((check) => check(body, headers));
  // Verified by one of them is verified.
  if (!reasons.includes(null)) throw unverified(`${reasons[0]}; the body must be the text as it came`);
  return eventOf(body);
}

/** Every byte counts: a byte-order mark stays, and bytes that are no UTF-8 are nothing that was signed. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text that was signed.
 *
 * @throws {WebhookError} for bytes that are no text, and {TypeError} for what is neither text nor bytes
 */
export function textOf(body: unknown): string {
  if (typeof body === 'string') {
    // Half a character is in no bytes that came.
    if (/\p{Surrogate}/u.test(body)) throw unverified('the body is no UTF-8');
    return body;
  }
  if (!isBytes(body)) {
    throw new TypeError(
      `Expected body to be the text or the bytes exactly as they came, since the signature covers them; got ${describeValue(body)}. ` +
        "Read it before any JSON body parser: express.raw({ type: 'application/json' }), or await request.text().",
    );
  }
  try {
    return utf8.decode(body);
  } catch {
    throw unverified('the body is no UTF-8');
  }
}

/** Also those of other realms, as in Jest. */
const isBytes = (body: unknown): body is BufferSource =>
  ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === '[object ArrayBuffer]';

const statuses: Readonly<Record<string, string>> = {
  'connection.connected': 'CONNECTED',
  'connection.failed_auth': 'FAILED_AUTH',
} satisfies Record<WebhookEvent['type'], WebhookEvent['data']['status']>;

/** ISO 8601 with date, time and zone (RFC 3339): `Date.parse` alone takes much more, some of it in the server's own zone. */
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

function eventOf(body: string): WebhookEvent | null {
  const event = parse(body);
  const type = own(event, 'type');
  if (typeof type !== 'string') throw invalid('a type');
  const expectedStatus = own(statuses, type);
  if (expectedStatus === undefined) return null;
  const timestamp = own(event, 'timestamp');
  const data = own(event, 'data');
  const connectionId = own(data, 'connectionId');
  const status = own(data, 'status');
  const institutionId = own(data, 'institutionId');
  if (typeof timestamp !== 'string' || !timePattern.test(timestamp) || Number.isNaN(Date.parse(timestamp))) {
    throw invalid('a timestamp');
  }
  if (!isId(connectionId)) throw invalid('a connectionId');
  if (status !== expectedStatus) throw invalid('the status that goes with its type');
  if (institutionId !== null && !isId(institutionId)) throw invalid('an institutionId');
  return { type, timestamp, data: { connectionId, status, institutionId } } as WebhookEvent;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own error quotes the body.
    throw invalid('a body of JSON');
  }
}

const invalid = (expected: string): WebhookError => new WebhookError('webhook-invalid', `Expected ${expected}.`);
