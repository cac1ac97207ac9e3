import type { WebhookEvent } from '../shared/connection.ts';
import { Deliveries } from './deliveries.ts';
import { problemResponse } from './problem.ts';
import { readText } from './read-text.ts';
import { readWebhook, webhookIdOf } from './verify-webhook.ts';
import { WebhookError } from './webhook-error.ts';
import { signatureChecks, type WebhookSecret } from './webhook-signature.ts';

/** What {@link createWebhookHandler} needs to know. */
export type WebhookHandlerOptions = {
  /** Your webhook secret, `whsec_…`; several while one takes over from another. */
  secret: WebhookSecret | undefined;
  /**
   * Something happened to a connection. If this throws or rejects, the answer is 500 and the webhook comes again later.
   *
   * `id` is the same each time a webhook is delivered. Duplicates that reach the same process are answered without a
   * call; across restarts and processes, store the id in the transaction that acts on the event.
   *
   * Senders wait some 15 s for the answer: leave long work to a queue. A delivery that comes while this runs is answered
   * 503. After a minute it counts as lost, and the next delivery calls it again.
   */
  onEvent(event: WebhookEvent, details: { id: string; request: Request }): void | Promise<void>;
};

/** Answers a webhook. Never rejects. */
export type WebhookHandler = (request: Request) => Promise<Response>;

/** The longest body read, in bytes. */
const maxBodyBytes = 65_536;

/**
 * The endpoint that Araucaria's webhooks are sent to: verifies them as Standard Webhooks specify, and hands them on typed.
 *
 * Answers 204 for what was taken, for duplicates and for kinds of event that this version does not know, and RFC 9457
 * problem JSON for anything else. It runs wherever `Request` and `Response` exist.
 *
 * @throws {TypeError} for options that can't be used; it never quotes the secret
 */
export function createWebhookHandler({ secret, onEvent }: WebhookHandlerOptions): WebhookHandler {
  const checks = signatureChecks(secret);
  if (typeof onEvent !== 'function') throw new TypeError('createWebhookHandler: expected onEvent to be a function.');
  const deliveries = new Deliveries();

  return async (request) => {
    if (request.method !== 'POST') return refused(405, 'Expected the method POST.', { Allow: 'POST' });
    const body = await readText(request, maxBodyBytes).catch(() => undefined);
    if (body === null) return refused(413, 'Expected a body of at most 64 KiB.');
    if (body === undefined) return refused(400, 'Expected a body that can be read; it broke off, or was read before.');
    try {
      const event = readWebhook(body, request.headers, checks);
      if (!event) return new Response(null, { status: 204 });
      const id = webhookIdOf(request.headers);
      const isDone = await deliveries.once(id, () => onEvent(event, { id, request }));
      return isDone
        ? new Response(null, { status: 204 })
        : refused(503, 'This webhook is being handled at the moment.', { 'Retry-After': '5' });
    } catch (error) {
      if (error instanceof WebhookError) {
        // Not 401, which asks for a challenge that there is none of (RFC 9110, 15.5.2); Standard Webhooks advise 400.
        return problemResponse({ status: 400, detail: error.message, code: error.code });
      }
      // Only the host can tell what happened in its own function.
      console.error('createWebhookHandler: onEvent threw.', error);
      return refused(500, 'Something failed in this backend.');
    }
  };
}

function refused(status: 400 | 405 | 413 | 500 | 503, detail: string, headers: Record<string, string> = {}): Response {
  return problemResponse({ status, detail, code: 'webhook-refused' }, headers);
}
