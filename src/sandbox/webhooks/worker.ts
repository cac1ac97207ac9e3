import type { Clock } from '../runtime/clock.ts';
import { isAccepted, type ClaimedWebhook, type Delivery, type WebhookOutbox } from './outbox.ts';
import { pauseAfterMs } from './retry-schedule.ts';
import type { WebhookSender } from './sender.ts';

/** How many deliveries run at the same time. */
const maxConcurrency = 8;

/** The pause after an internal error, such as a busy database or a full disk. */
const recoveryMs = 5_000;

/** The statuses of an overloaded receiver. */
const overloadStatuses: readonly (number | null)[] = [429, 502, 503, 504];

/** The worker's callbacks. */
export type WorkerHooks = {
  /** A delivery has ended. */
  onDelivery(webhook: ClaimedWebhook, delivery: Delivery): void;
  /** An internal error. The worker goes on. */
  onFailure(error: unknown): void;
};

/** Delivers the webhooks of the outbox, each at least once, and reacts to the answers as Standard Webhooks say. */
export class WebhookWorker {
  readonly #outbox: WebhookOutbox;
  readonly #sender: WebhookSender;
  readonly #clock: Clock;
  readonly #hooks: WorkerHooks;
  readonly #stopController = new AbortController();
  #wakeController = new AbortController();
  #concurrency = maxConcurrency;
  /** No delivery starts before this time, in ms since the epoch; infinite after an answer of 410. */
  #pausedUntil = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(outbox: WebhookOutbox, sender: WebhookSender, clock: Clock, hooks: WorkerHooks) {
    this.#outbox = outbox;
    this.#sender = sender;
    this.#clock = clock;
    this.#hooks = hooks;
  }

  /** Starts. Webhooks of an earlier run are sent now, without the rest of their pauses. */
  start(): void {
    this.#running = this.#run();
  }

  /** Call it when the outbox has a new webhook. */
  wake(): void {
    this.#wakeController.abort();
  }

  /** Whether the receiver has answered 410. Deliveries go on after `redeliver`, or after a restart. */
  get isDisabled(): boolean {
    return this.#pausedUntil === Infinity;
  }

  /** Delivers a webhook again, whatever its state. False if there is no webhook of that id. */
  redeliver(id: string): boolean {
    if (!this.#outbox.restart(id)) return false;
    this.#pausedUntil = 0;
    this.wake();
    return true;
  }

  /** Stops. A delivery that is in progress is aborted and stays in the outbox. */
  async stop(): Promise<void> {
    this.#stopController.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    let work = (): void | Promise<void> => this.#outbox.makeAllDue();
    while (!this.#stopController.signal.aborted) {
      try {
        await work();
        work = () => this.#deliverDue();
      } catch (error) {
        this.#hooks.onFailure(error);
        await this.#clock.wait(recoveryMs, this.#stopController.signal).catch(() => {});
      }
    }
  }

  /** Delivers what is due, or waits until something is. */
  async #deliverDue(): Promise<void> {
    const due = this.#clock.now() >= this.#pausedUntil ? this.#outbox.claim(this.#concurrency) : [];
    if (due.length === 0) return this.#sleep();
    const results = await Promise.allSettled(due.map((webhook) => this.#deliver(webhook)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Waits until the next webhook is due, or until `wake` or `stop`. */
  async #sleep(): Promise<void> {
    this.#wakeController = new AbortController();
    const signal = AbortSignal.any([this.#wakeController.signal, this.#stopController.signal]);
    const until = Math.max(this.#outbox.nextDue() ?? Infinity, this.#pausedUntil);
    // An abort is the end of the wait, and no failure.
    await this.#clock.wait(until - this.#clock.now(), signal).catch(() => {});
  }

  async #deliver(webhook: ClaimedWebhook): Promise<void> {
    const { delivery, retryAfterMs } = await this.#sender.send(webhook, this.#stopController.signal);
    const { status } = delivery;
    if (this.#stopController.signal.aborted && status === null) return this.#outbox.release(webhook);
    if (isAccepted(status)) this.#outbox.finish(webhook, delivery, 'delivered');
    else this.#retry(webhook, delivery, retryAfterMs);
    this.#adjustPace(status, retryAfterMs);
    this.#hooks.onDelivery(webhook, delivery);
  }

  #retry(webhook: ClaimedWebhook, delivery: Delivery, retryAfterMs: number | null): void {
    const pauseMs = delivery.status === 410 ? null : pauseAfterMs(webhook.attempts + 1, retryAfterMs);
    if (pauseMs === null) this.#outbox.finish(webhook, delivery, 'given-up');
    else this.#outbox.postpone(webhook, delivery, pauseMs);
  }

  /** Slows down or stops the other deliveries, if the answer says so. */
  #adjustPace(status: number | null, retryAfterMs: number | null): void {
    if (status === 410) this.#pausedUntil = Infinity;
    else if (overloadStatuses.includes(status)) {
      this.#concurrency = 1;
      this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + (retryAfterMs ?? 0));
    } else this.#concurrency = maxConcurrency;
  }
}
