import { Webhook as Signer } from 'standardwebhooks';
import { withoutPrototype } from '../../shared/prototype-pollution.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Delivery, ClaimedWebhook } from './outbox.ts';
import { deliveryTimeoutMs, parseRetryAfterMs } from './retry-schedule.ts';

/** The result of one delivery. */
export type Outcome = {
  delivery: Delivery;
  /** From the receiver's `Retry-After`; null if there was none. */
  retryAfterMs: number | null;
};

/** The receiver of webhooks, and the secret that signs them. */
export type Endpoint = { url: string; /** `whsec_…` */ secret: string };

/**
 * Sends webhooks to one receiver, signed as in Standard Webhooks. Deliveries are recorded with the sandbox's time, but signed
 * and timed out by the real clock, because the receiver has no other.
 */
export class WebhookSender {
  readonly #clock: Clock;
  readonly #url: string;
  readonly #signer: Signer;

  constructor(clock: Clock, { url, secret }: Endpoint) {
    this.#clock = clock;
    this.#url = url;
    this.#signer = new Signer(secret);
  }

  /** Delivers once. Never rejects: a failure and an abort are outcomes too. */
  send(webhook: ClaimedWebhook, signal: AbortSignal): Promise<Outcome> {
    return this.#clock.hold(this.#deliver(webhook, signal));
  }

  async #deliver({ id, payload, requestId }: ClaimedWebhook, signal: AbortSignal): Promise<Outcome> {
    const at = this.#clock.now();
    const startedAt = performance.now();
    const timeout = AbortSignal.timeout(deliveryTimeoutMs);
    const outcome = (status: number | null, failure: string | null, retryAfterMs: number | null = null): Outcome => ({
      delivery: { at, status, failure, duration: Math.round(performance.now() - startedAt) },
      retryAfterMs,
    });
    try {
      const request = {
        method: 'POST',
        redirect: 'manual',
        headers: {
          ...this.#headers(id, payload, new Date()),
          ...(requestId !== null && { 'X-Request-Id': requestId }),
        },
        body: payload,
        signal: AbortSignal.any([signal, timeout]),
      } as const;
      const response = await fetch(this.#url, withoutPrototype(request));
      await response.body?.cancel();
      return outcome(response.status, null, parseRetryAfterMs(response.headers.get('Retry-After')));
    } catch (error) {
      if (timeout.aborted) return outcome(null, `no answer within ${deliveryTimeoutMs / 1_000} s`);
      return outcome(null, reasonOf(error));
    }
  }

  /** The timestamp is the time of this delivery: a receiver refuses an old one as a replay. */
  #headers(id: string, payload: string, now: Date): Record<string, string> {
    return {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': this.#signer.sign(id, now, payload),
    };
  }
}

/** The system's code for a failed connection, such as `ECONNREFUSED`. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'connection failed';
}
