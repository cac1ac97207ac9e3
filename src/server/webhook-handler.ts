import type { WebhookEvent } from '../shared/connection.ts';
import { checkRequest } from './check-request.ts';
import { ProcessedWebhooks } from './processed-webhooks.ts';
import { callHostFunction, isInstanceOf, problemFor } from './host-error.ts';
import { ownOptions } from './own-options.ts';
import { emptyResponse, Problem, problemResponse } from './problem.ts';
import { declaresMoreThan, readBytes, unreadableBody } from './read-body.ts';
import { readWebhook, textOf } from './verify-webhook.ts';
import { WebhookError } from './webhook-error.ts';
import { signedHeadersOf } from './webhook-headers.ts';
import { signatureChecks, type WebhookSecret } from './webhook-signature.ts';

/** What {@link createWebhookHandler} needs to know. Own properties of the object count; those of a class or prototype throw. */
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

/** Answers a webhook. Never rejects, whatever it is given: what is no `Request` is told in the log and answered 500. */
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
    if (!isDone) throw new Problem(503, 'This webhook is being handled at the moment.', { 'Retry-After': '5' });
    return emptyResponse();
  };

  return async (request) => {
    try {
      checkRequest(request);
      return await answer(request);
    } catch (error) {
      if (isInstanceOf(WebhookError, error)) {
        // Not 401, which asks for a challenge that there is none of (RFC 9110, 15.5.2); Standard Webhooks advise 400.
        return problemResponse({ status: 400, detail: error.message, code: error.code });
      }
      const { status, message: detail, headers } = problemFor('createWebhookHandler', error);
      return problemResponse({ status, detail, code: 'webhook-refused' }, headers);
    }
  };
}

const tooLarge = (): Problem => new Problem(413, 'Expected a body of at most 64 KiB.');
