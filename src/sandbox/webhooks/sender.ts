import { Webhook as Signer } from 'standardwebhooks';
import type { Clock } from '../runtime/clock.ts';
import type { Delivery, TakenWebhook } from './outbox.ts';
import { bare } from '../../shared/bare.ts';
import { deliveryTimeout, retryAfterOf } from './retry-schedule.ts';

/** What came of a try. */
export type Outcome = {
  delivery: Delivery;
  /** How long the receiver asks to be left alone, in ms. */
  retryAfter: number | null;
};

/** Where webhooks go, and what signs them. */
export type Endpoint = { url: string; /** `whsec_…` */ secret: string };

/**
 * Sends webhooks to one receiver, signed as Standard Webhooks specify. Tries are noted by the sandbox's clock and made by
 * the real one: the receiver has no other.
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

  /** Tries once. Never rejects: that nobody answered is an outcome too, and so is being stopped. */
  send(webhook: TakenWebhook, stopped: AbortSignal): Promise<Outcome> {
    return this.#clock.hold(this.#try(webhook, stopped));
  }

  async #try({ id, payload }: TakenWebhook, stopped: AbortSignal): Promise<Outcome> {
    const at = this.#clock.now();
    const begin = performance.now();
    const late = AbortSignal.timeout(deliveryTimeout);
    const outcome = (status: number | null, failure: string | null, retryAfter: number | null = null): Outcome => ({
      delivery: { at, status, failure, duration: Math.round(performance.now() - begin) },
      retryAfter,
    });
    try {
      const request = {
        method: 'POST',
        redirect: 'manual',
        headers: this.#headers(id, payload, new Date()),
        body: payload,
        signal: AbortSignal.any([stopped, late]),
      } as const;
      const response = await fetch(this.#url, bare(request));
      await response.body?.cancel();
      return outcome(response.status, null, retryAfterOf(response.headers.get('Retry-After'), Date.now()));
    } catch (error) {
      if (late.aborted) return outcome(null, `no answer within ${deliveryTimeout / 1_000} s`);
      return outcome(null, reasonOf(error));
    }
  }

  /** The timestamp is that of the try, so that a receiver takes a late one for what it is. */
  #headers(id: string, payload: string, now: Date): Record<string, string> {
    return {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
      'webhook-signature': this.#signer.sign(id, now, payload),
    };
  }
}

/** Why a connection failed, in the system's short word for it. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null;
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'connection failed';
}
