import type { WebhookEvent } from '../shared/connection.ts';
import { idPattern } from '../shared/limits.ts';
import { WebhookError } from './webhook-error.ts';
import {
  headerOf,
  signatureChecks,
  type SignatureCheck,
  type WebhookHeaders,
  type WebhookSecret,
} from './webhook-signature.ts';

/**
 * Checks a webhook and reads it. `body` is the text exactly as it came: the signature covers its bytes. Null for events
 * of a kind that this version does not know; they are to be answered with success, or they come again and again.
 *
 * For servers that have no `Request` to give to `createWebhookHandler`.
 *
 * @throws {WebhookError} for what must not be acted on, and {TypeError} for a secret that can't be used
 */
export function verifyWebhook(
  body: string,
  headers: WebhookHeaders,
  secret: WebhookSecret | undefined,
): WebhookEvent | null {
  return readWebhook(body, headers, signatureChecks(secret));
}

/** As {@link verifyWebhook}, with secrets that were checked before. */
export function readWebhook(
  body: string,
  headers: WebhookHeaders,
  checks: readonly SignatureCheck[],
): WebhookEvent | null {
  const reasons = checks.map((check) => check(body, headers));
  // Verified by one of them is verified.
  if (!reasons.includes(null)) {
    throw new WebhookError('webhook-unverified', `Expected a webhook that is signed with your secret: ${reasons[0]}.`);
  }
  return eventOf(body);
}

/** The webhook's id, the same each time it is delivered. */
export const webhookIdOf = (headers: WebhookHeaders): string => headerOf(headers, 'webhook-id');

const statuses: Readonly<Record<string, string>> = {
  'connection.connected': 'CONNECTED',
  'connection.failed_auth': 'FAILED_AUTH',
} satisfies Record<WebhookEvent['type'], WebhookEvent['data']['status']>;

function eventOf(body: string): WebhookEvent | null {
  const event = parse(body);
  const { type, timestamp, data } = event;
  if (typeof type !== 'string') throw invalid('a type');
  if (!Object.hasOwn(statuses, type)) return null;
  const { connectionId, status, institutionId } = Object(data) as Record<string, unknown>;
  if (typeof timestamp !== 'string' || Number.isNaN(Date.parse(timestamp))) throw invalid('a timestamp');
  if (typeof connectionId !== 'string' || !idPattern.test(connectionId)) throw invalid('a connectionId');
  if (status !== statuses[type]) throw invalid('the status that goes with its type');
  if (institutionId !== null && typeof institutionId !== 'string') throw invalid('an institutionId');
  return { type, timestamp, data: { connectionId, status, institutionId } } as WebhookEvent;
}

function parse(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body)) as Record<string, unknown>;
  } catch {
    // The parser's own error quotes the body.
    throw invalid('a body of JSON');
  }
}

const invalid = (expected: string): WebhookError => new WebhookError('webhook-invalid', `Expected ${expected}.`);
