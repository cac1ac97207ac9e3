import type { WebhookEvent } from '../../shared/connection.ts';
import { checkRequest } from '../check-request.ts';
import { ProcessedWebhooks } from './processed-webhooks.ts';
import { callHostFunction, isInstanceOf, problemFor } from '../host-error.ts';
import { ownOptions } from '../own-options.ts';
import { emptyResponse, Problem, problemResponse } from '../problem.ts';
import { declaresMoreThan, readBytes, unreadableBody } from '../read-body.ts';
import { readWebhook, textOf } from './verify-webhook.ts';
import { WebhookError } from './webhook-error.ts';
import { signedHeadersOf } from './webhook-headers.ts';
import { signatureChecks, type WebhookSecret } from './webhook-signature.ts';

/** The options of {@link createWebhookHandler}: own properties of the object; one that it inherits throws. */
export type WebhookHandlerOptions = {
  /** Your webhook secret, `whsec_…`; a list of the old and the new one during a rotation. */
  secret: WebhookSecret | undefined;
  /**
   * Called when a connection was made or broke. If it throws or rejects, the answer is 500 and the webhook is sent again.
   *
   * `id` is the same for each delivery of a webhook. A duplicate that reaches the same process is answered without a
   * call. To recognize duplicates across restarts and processes, store the id in the transaction that acts on the event.
   *
   * Senders wait about 15 s for the answer: leave long work to a queue. A duplicate that arrives while this runs is
   * answered 503. After a minute the call counts as lost, and the next delivery calls it again.
   */
  onEvent(event: WebhookEvent, details: { id: string; request: Request }): void | Promise<void>;
};

/** Answers a webhook. Never rejects: a value that is not a `Request` is logged and answered 500. */
export type WebhookHandler = (request: Request) => Promise<Response>;

const maxBodyBytes = 65_536;

/**
 * The endpoint that Araucaria sends webhooks to: verifies them as Standard Webhooks specify, and calls `onEvent`.
 *
 * Answers 204 for an event that was handled, for a duplicate and for a type of event that this version does not know, and
 * RFC 9457 problem JSON for anything else. It runs wherever `Request` and `Response` exist.
 *
 * @example
 * ```ts
 * const handleWebhook = createWebhookHandler({
 *   secret: process.env.ARAUCARIA_WEBHOOK_SECRET, // whsec_…
 *   onEvent: ({ data }) => updateStatus(data.connectionId, data.status),
 * });
 * app.post('/webhooks/araucaria', (context) => handleWebhook(context.req.raw)); // with Hono
 * ```
 *
 * @throws {TypeError} for options that can't be used; the message never quotes the secret
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const { secret, onEvent } = ownOptions('createWebhookHandler', options, ['secret', 'onEvent']);
  const checks = signatureChecks(secret);
  if (typeof onEvent !== 'function') throw new TypeError('createWebhookHandler: expected onEvent to be a function.');
  const processed = new ProcessedWebhooks();

  const answer = async (request: Request): Promise<Response> => {
    if (request.method !== 'POST') throw new Problem(405, 'Expected the method POST.', { Allow: 'POST' });
    if (declaresMoreThan(maxBodyBytes, request)) throw tooLarge();
    const body = await readBytes(request, maxBodyBytes).catch((error: unknown) => {
      throw unreadableBody(error);
    });
    if (body === null) throw tooLarge();
    const signed = signedHeadersOf(request.headers);
    const event = readWebhook(textOf(body), signed, checks);
    if (!event) return emptyResponse();
    const { id } = signed;
    const isDone = await processed.once(id, () => callHostFunction('onEvent', () => onEvent(event, { id, request })));
    if (!isDone) throw new Problem(503, 'This webhook is being processed at the moment.', { 'Retry-After': '5' });
    return emptyResponse();
  };

  return async (request) => {
    try {
      checkRequest(request);
      return await answer(request);
    } catch (error) {
      if (isInstanceOf(WebhookError, error)) {
        // As Standard Webhooks advise. Not 401: it needs a challenge in `WWW-Authenticate` (RFC 9110, 15.5.2).
        return problemResponse({ status: 400, detail: error.message, code: error.code });
      }
      const { status, message: detail, headers } = problemFor('createWebhookHandler', error);
      return problemResponse({ status, detail, code: 'webhook-refused' }, headers);
    }
  };
}

const tooLarge = (): Problem => new Problem(413, 'Expected a body of at most 64 KiB.');
