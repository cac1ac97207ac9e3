import type { WebhookEvent } from '../../shared/connection.ts';
import { checkRequest } from '../check-request.ts';
import { ProcessedWebhooks, type Claim } from './processed-webhooks.ts';
import { optionError } from '../option-error.ts';
import { describeValue } from '../describe-value.ts';
import { failureReport, type OnError } from '../failure-log.ts';
import { callHostFunction, isInstanceOf, problemFor, UsageError } from '../host-error.ts';
import { ownOptions } from '../own-options.ts';
import { emptyResponse, Problem, problemResponse } from '../problem.ts';
import { markAsRawBodyHandler } from '../raw-body.ts';
import { requestIdOf } from '../request-id.ts';
import { declaresMoreThan, readBytes, unreadableBody } from '../read-body.ts';
import { readWebhook, textOf } from './verify-webhook.ts';
import { WebhookError } from './webhook-error.ts';
import { signedHeadersOf } from './webhook-headers.ts';
import { signatureChecks, type WebhookSecret } from './webhook-signature.ts';

/** The options of {@link createWebhookHandler}: own properties of the object; one that it inherits throws. */
export type WebhookHandlerOptions<Context = unknown> = {
  /** Your webhook secret, `whsec_…`; a list of the old and the new one during a rotation. */
  secret: WebhookSecret | undefined;
  /**
   * Called when a connection was made or broke. If it throws or rejects, the answer is 500 and the webhook is sent again.
   *
   * Neither order nor uniqueness is guaranteed: a delivery that failed comes again, after later ones. Act on it only if
   * `event.timestamp` is later than that of the last one for this connection, or ask for the truth with `getConnection`
   * of `createAraucariaClient`.
   *
   * `id` is the same for each delivery of a webhook. A duplicate that reaches the same process is answered without a
   * call; with `claim`, one that reaches another process too. To act exactly once also when a process crashes, store the
   * id in the transaction that acts on the event.
   *
   * `context` is what the handler was called with beside the request.
   *
   * Senders wait about 15 s for the answer: leave long work to a queue. A duplicate that arrives while this runs is
   * answered 503. After a minute the call counts as lost, and the next delivery calls it again.
   */
  onEvent(event: WebhookEvent, details: { id: string; request: Request; context: Context }): void | Promise<void>;
  /**
   * A memory that all processes share, such as Redis or a table: claims an id for some seconds, and resolves with true, or
   * with false if it was claimed before. 0 seconds give the claim back.
   *
   * A webhook that another process acted on is answered without a call; one that another is acting on is answered 503, and
   * comes again. After a crash the claim ends by itself, within a minute.
   */
  claim?: Claim | undefined;
  /**
   * Told of every answer that is not 2xx, for your log and metrics. Default: one line on the console, with what came, what
   * was expected and what helps once for each reason.
   */
  onError?: OnError | undefined;
};

/** Answers a webhook. Never rejects: a value that is not a `Request` is logged and answered 500. */
export type WebhookHandler<Context = unknown> = unknown extends Context
  ? (request: Request, context?: Context) => Promise<Response>
  : (request: Request, context: Context) => Promise<Response>;

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
 *   // Keeps the status of the latest event: deliveries come in any order.
 *   onEvent: ({ timestamp, data }) => updateStatus(data.connectionId, data.status, Date.parse(timestamp)),
 * });
 * app.post('/webhooks/araucaria', (context) => handleWebhook(context.req.raw)); // with Hono
 * ```
 *
 * @throws {TypeError} for options that can't be used; the message never quotes the secret
 */
export function createWebhookHandler<Context = unknown>(
  options: WebhookHandlerOptions<Context>,
): WebhookHandler<Context> {
  const { secret, onEvent, claim, onError } = ownOptions(caller, options, ['secret', 'onEvent', 'claim', 'onError']);
  const checks = signatureChecks(secret, caller);
  if (typeof onEvent !== 'function') throw optionError(caller, 'onEvent', 'a function', onEvent);
  for (const [name, given] of Object.entries({ claim, onError })) {
    if (given !== undefined && typeof given !== 'function') throw optionError(caller, name, 'a function', given);
  }
  const processed = new ProcessedWebhooks(claim && checkedClaim(claim));
  const report = failureReport(caller, onError);

  const answer = async (request: Request, context: Context, requestId: string): Promise<Response> => {
    if (request.method !== 'POST') throw new Problem(405, 'Expected the method POST.', { Allow: 'POST' });
    if (declaresMoreThan(maxBodyBytes, request)) throw tooLarge();
    const body = await readBytes(request, maxBodyBytes).catch((error: unknown) => {
      throw unreadableBody(error);
    });
    if (body === null) throw tooLarge();
    const signed = signedHeadersOf(request.headers);
    const event = readWebhook(textOf(body), signed, checks);
    const headers = { 'X-Request-Id': requestId };
    if (!event) return emptyResponse(headers);
    const { id } = signed;
    const isDone = await processed.once(id, () =>
      callHostFunction('onEvent', () => onEvent(event, { id, request, context })),
    );
    if (!isDone) throw inProgress();
    return emptyResponse(headers);
  };

  const handler = async (request: Request, context?: Context): Promise<Response> => {
    let requestId = '';
    try {
      checkRequest(request);
      requestId = requestIdOf(request);
      // A handler with a context of its own type can't be called without one.
      return await answer(request, context as Context, requestId);
    } catch (error) {
      requestId ||= crypto.randomUUID();
      const problem = isInstanceOf(WebhookError, error) ? refusedWebhook(error) : problemFor(caller, error);
      report(problem, requestId);
      const { status, message: detail, headers } = problem;
      const code = isInstanceOf(WebhookError, error) ? error.code : 'webhook-refused';
      return problemResponse({ status, detail, code }, { ...headers, 'X-Request-Id': requestId });
    }
  };
  markAsRawBodyHandler(handler);
  return handler;
}

const caller = 'createWebhookHandler';

/** A claim that throws is the host's error, and so is one that resolves with neither true nor false. */
function checkedClaim(claim: Claim): Claim {
  return async (id, seconds) => {
    const result: unknown = await callHostFunction('claim', () => claim(id, seconds));
    if (typeof result === 'boolean' || seconds === 0) return result === true;
    throw new UsageError(`Expected claim to resolve with true or false; got ${describeValue(result)}.`);
  };
}

/** 400, as Standard Webhooks advise. Not 401: it needs a challenge in `WWW-Authenticate` (RFC 9110, 15.5.2). */
const refusedWebhook = ({ code, message }: WebhookError): Problem => new Problem(400, message, {}, code);

const inProgress = (): Problem =>
  new Problem(503, 'This webhook is being processed at the moment.', { 'Retry-After': '5' }, 'webhook-in-progress');

const tooLarge = (): Problem => new Problem(413, 'Expected a body of at most 64 KiB.');
