import { Webhook as Signer } from 'standardwebhooks';
import type { Webhook, WebhookOutbox } from './webhook-outbox.ts';

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** The pause after each failed try; after the last of them the webhook is given up. */
const pauses = [
  1 * seconds,
  5 * seconds,
  30 * seconds,
  2 * minutes,
  10 * minutes,
  30 * minutes,
  2 * hours,
  5 * hours,
  10 * hours,
  24 * hours,
];

/** A receiver that takes longer has not received, in ms. */
const timeout = 15 * seconds;

/** So many are under way at the same time. */
const batch = 8;

/** `setTimeout` can't wait longer, in ms. */
const longestTimer = 2 ** 31 - 1;

/** Sends what the outbox holds, at least once each, signed as Standard Webhooks specify. */
export class WebhookWorker {
  readonly #outbox: WebhookOutbox;
  readonly #url: string;
  readonly #signer: Signer;
  readonly #life = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | null = null;

  /** `secret` is `whsec_…`. */
  constructor(outbox: WebhookOutbox, url: string, secret: string) {
    this.#outbox = outbox;
    this.#url = url;
    this.#signer = new Signer(secret);
  }

  /** Begins, with what an earlier run left behind. A restart is a good moment to try: no pause is waited for. */
  start(): void {
    this.#outbox.hurry();
    this.wake();
  }

  /** Something was added to the outbox. */
  wake(): void {
    if (this.#working || this.#life.signal.aborted) return;
    clearTimeout(this.#timer);
    this.#working = this.#deliverDue().finally(() => {
      this.#working = null;
      this.#sleep();
    });
  }

  /** Ends. A delivery under way is broken off and stays in the outbox. */
  async stop(): Promise<void> {
    this.#life.abort();
    clearTimeout(this.#timer);
    await this.#working;
  }

  #sleep(): void {
    const dueAt = this.#outbox.nextDue();
    if (dueAt === null || this.#life.signal.aborted) return;
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(dueAt - Date.now(), 0), longestTimer));
  }

  async #deliverDue(): Promise<void> {
    let due = this.#outbox.due(batch);
    while (due.length > 0 && !this.#life.signal.aborted) {
      await Promise.all(due.map((webhook) => this.#deliver(webhook)));
      due = this.#outbox.due(batch);
    }
  }

  async #deliver(webhook: Webhook): Promise<void> {
    const status = await this.#send(webhook);
    if (this.#life.signal.aborted && status === null) return;
    if (status !== null && status >= 200 && status < 300) {
      this.#outbox.settle(webhook.id, 'delivered');
      return;
    }
    const pause = pauses[webhook.attempts];
    // 410: the receiver says that it never wants it.
    if (status === 410 || pause === undefined) this.#outbox.settle(webhook.id, 'given-up');
    else this.#outbox.postpone(webhook.id, pause);
  }

  /** The receiver's status; null without an answer. */
  async #send({ id, payload }: Webhook): Promise<number | null> {
    const now = new Date();
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'Content-Type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
          'webhook-signature': this.#signer.sign(id, now, payload),
        },
        body: payload,
        signal: AbortSignal.any([this.#life.signal, AbortSignal.timeout(timeout)]),
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return null;
    }
  }
}
