import { Webhook as Signer } from 'standardwebhooks';
import type { Clock } from './clock.ts';
import type { Delivery, WaitingWebhook } from './webhook-outbox.ts';
import { retryAfterOf } from './webhook-schedule.ts';

/** A receiver that takes longer has not received, in ms. Standard Webhooks recommend 15 to 30 s. */
const timeout = 15_000;

/** What came of a try. */
export type Outcome = {
  delivery: Delivery;
  /** How long the receiver asks to be left alone, in ms. */
  retryAfter: number | null;
};

/** Where webhooks go, and what signs them. */
export type Endpoint = { url: string; /** `whsec_…` */ secret: string };

/** Sends webhooks to one receiver, signed as Standard Webhooks specify. */
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
  async send({ id, payload }: WaitingWebhook, stopped: AbortSignal): Promise<Outcome> {
    const at = this.#clock.now();
    const begin = performance.now();
    const end = new AbortController();
    const timedOut = this.#clock.wait(timeout, end.signal).then(
      () => end.abort(),
      () => {},
    );
    const outcome = (status: number | null, failure: string | null, retryAfter: number | null = null): Outcome => ({
      delivery: { at, status, failure, duration: Math.round(performance.now() - begin) },
      retryAfter,
    });
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        redirect: 'manual',
        headers: this.#headers(id, payload, new Date(at)),
        body: payload,
        signal: AbortSignal.any([stopped, end.signal]),
      });
      await response.body?.cancel();
      return outcome(response.status, null, retryAfterOf(response.headers.get('Retry-After'), at));
    } catch (error) {
      if (end.signal.aborted) return outcome(null, `no answer within ${timeout / 1_000} s`);
      return outcome(null, reasonOf(error));
    } finally {
      end.abort();
      await timedOut;
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
