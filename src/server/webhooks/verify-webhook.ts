import type { WebhookEvent } from '../../shared/connection.ts';
import { ownProperties } from '../../shared/prototype-pollution.ts';
import { isId } from '../connection-id.ts';
import { describeValue } from '../describe-value.ts';
import { WebhookError } from './webhook-error.ts';
import { signedHeadersOf, unverified, type SignedHeaders, type WebhookHeaders } from './webhook-headers.ts';
import { signatureChecks, type SignatureCheck, type WebhookSecret } from './webhook-signature.ts';

/**
 * Verifies a webhook and returns its event. For servers without a `Request`; others take {@link createWebhookHandler}.
 *
 * `body` is the text or the bytes exactly as they came, since the signature covers them; `headers` are `Headers`, or an
 * object with names in any case. The result is null for a type of event that this version does not know: answer it with
 * success, or it will be sent again.
 *
 * @example
 * ```ts
 * app.post('/webhooks/araucaria', express.raw({ type: 'application/json' }), (request, response) => {
 *   const event = verifyWebhook(request.body, request.headers, process.env.ARAUCARIA_WEBHOOK_SECRET);
 *   // Keeps the status of the latest event: deliveries come in any order.
 *   if (event) updateStatus(event.data.connectionId, event.data.status, Date.parse(event.timestamp));
 *   response.sendStatus(204);
 * });
 * ```
 *
 * @throws {WebhookError} for a webhook that must not be acted on
 * @throws {TypeError} for a secret that can't be used, or a body that is not as it came, such as one that was parsed
 */
export function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: WebhookSecret | undefined,
): WebhookEvent | null {
  const checks = signatureChecks(secret, 'verifyWebhook');
  return readWebhook(textOf(body), signedHeadersOf(headers), checks);
}

/** As {@link verifyWebhook}, with headers and secrets that were checked before. */
export function readWebhook(
  body: string,
  headers: SignedHeaders,
  checks: readonly SignatureCheck[],
): WebhookEvent | null {
  const reasons = checks.map((check) => check(body, headers));
  // One secret that verifies it is enough.
  if (!reasons.includes(null)) throw unverified(`${reasons[0]}; the body must be the text as it came`);
  return eventOf(body);
}

/** Strict, since every byte is signed: a byte-order mark is kept, and bytes that are not UTF-8 are refused. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text that was signed.
 *
 * @throws {WebhookError} for bytes that are not UTF-8, and {TypeError} for a value that is neither text nor bytes
 */
export function textOf(body: unknown): string {
  if (typeof body === 'string') {
    // A lone surrogate can't come from UTF-8.
    if (/\p{Surrogate}/u.test(body)) throw unverified('the body is not UTF-8');
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
    throw unverified('the body is not UTF-8');
  }
}

/** Not by `instanceof`: in Jest, bytes come from another realm. */
const isBytes = (body: unknown): body is BufferSource =>
  ArrayBuffer.isView(body) || Object.prototype.toString.call(body) === '[object ArrayBuffer]';

/** The status that each type of event comes with. */
const statuses = ownProperties({
  'connection.connected': 'CONNECTED',
  'connection.failed_auth': 'FAILED_AUTH',
  'connection.disconnected': 'DISCONNECTED',
} satisfies Record<WebhookEvent['type'], WebhookEvent['data']['status']>);

/** Date, time and zone (RFC 3339). `Date.parse` alone accepts many other forms, and takes some for the server's own zone. */
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;

function eventOf(body: string): WebhookEvent | null {
  const { type, timestamp, data } = ownProperties(parseJson(body));
  if (typeof type !== 'string') throw invalid('a type');
  const expectedStatus = statuses[type];
  if (expectedStatus === undefined) return null;
  const { connectionId, status, institutionId } = ownProperties(data);
  if (typeof timestamp !== 'string' || !timePattern.test(timestamp) || Number.isNaN(Date.parse(timestamp))) {
    throw invalid('a timestamp');
  }
  if (!isId(connectionId)) throw invalid('a connectionId');
  if (status !== expectedStatus) throw invalid('the status that goes with its type');
  if (institutionId !== null && !isId(institutionId)) throw invalid('an institutionId');
  return { type, timestamp, data: { connectionId, status, institutionId } } as WebhookEvent;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own error quotes the body.
    throw invalid('a JSON body');
  }
}

const invalid = (expected: string): WebhookError => new WebhookError('webhook-invalid', `Expected ${expected}.`);
