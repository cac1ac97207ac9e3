import type { Clock } from '../runtime/clock.ts';
import type { Delivery, TakenWebhook, WebhookOutbox } from './outbox.ts';
import { pauseAfter } from './retry-schedule.ts';
import type { WebhookSender } from './sender.ts';

/** So many are under way at the same time. */
const batch = 8;

/** How long after a failure of our own it goes on, in ms: the database is busy, or the disk is full. */
const recovery = 5_000;

/** Statuses of a receiver that is under load. */
const overloaded: readonly (number | null)[] = [429, 502, 503, 504];

/** Who hears of what the worker does. */
export type WorkerHooks = {
  /** A webhook was tried. */
  onDelivery(): void;
  /** Something failed on our side. It goes on by itself. */
  onFailure(error: unknown): void;
};

/** Sends what the outbox holds, at least once each, and acts on the answers as Standard Webhooks say. */
export class WebhookWorker {
  readonly #outbox: WebhookOutbox;
  readonly #sender: WebhookSender;
  readonly #clock: Clock;
  readonly #hooks: WorkerHooks;
  readonly #life = new AbortController();
  #bell = new AbortController();
  #parallel = batch;
  /** Until then the receiver wants to be left alone; infinite once it has said that it is gone. */
  #quietUntil = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(outbox: WebhookOutbox, sender: WebhookSender, clock: Clock, hooks: WorkerHooks) {
    this.#outbox = outbox;
    this.#sender = sender;
    this.#clock = clock;
    this.#hooks = hooks;
  }

  /** Begins, with what an earlier run left behind. A restart is a good moment to try: no pause is waited for. */
  start(): void {
    this.#running = this.#run();
  }

  /** Something was added to the outbox. */
  wake(): void {
    this.#bell.abort();
  }

  /** Whether the receiver has said that it wants no more (410). It is tried again by hand, or after a restart. */
  get isDisabled(): boolean {
    return this.#quietUntil === Infinity;
  }

  /** Delivers one again, whatever became of it. False if there is none of that id. */
  again(id: string): boolean {
    if (!this.#outbox.again(id)) return false;
    this.#quietUntil = 0;
    this.wake();
    return true;
  }

  /** Ends. A delivery under way is broken off and stays in the outbox. */
  async stop(): Promise<void> {
    this.#life.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    let turn = (): void | Promise<void> => this.#outbox.hurry();
    while (!this.#life.signal.aborted) {
      try {
        await turn();
        turn = () => this.#turn();
      } catch (error) {
        this.#hooks.onFailure(error);
        await this.#clock.wait(recovery, this.#life.signal).catch(() => {});
      }
    }
  }

  /** Sends what is due, or waits until something is. */
  async #turn(): Promise<void> {
    const due = this.#clock.now() >= this.#quietUntil ? this.#outbox.take(this.#parallel) : [];
    if (due.length === 0) return this.#sleep();
    const tries = await Promise.allSettled(due.map((webhook) => this.#deliver(webhook)));
    const failed = tries.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** Until the next one is due, or something happens. */
  async #sleep(): Promise<void> {
    this.#bell = new AbortController();
    const signal = AbortSignal.any([this.#bell.signal, this.#life.signal]);
    const until = Math.max(this.#outbox.nextDue() ?? Infinity, this.#quietUntil);
    // Woken up, it looks again: that is no failure.
    await this.#clock.wait(until - this.#clock.now(), signal).catch(() => {});
  }

  async #deliver(webhook: TakenWebhook): Promise<void> {
    const { delivery, retryAfter } = await this.#sender.send(webhook, this.#life.signal);
    const { status } = delivery;
    if (this.#life.signal.aborted && status === null) return this.#outbox.release(webhook);
    const isTaken = status !== null && status >= 200 && status < 300;
    if (isTaken) this.#outbox.settle(webhook, delivery, 'delivered');
    else this.#retry(webhook, delivery, retryAfter);
    this.#heed(status, retryAfter);
    this.#hooks.onDelivery();
  }

  #retry(webhook: TakenWebhook, delivery: Delivery, retryAfter: number | null): void {
    const pause = delivery.status === 410 ? null : pauseAfter(webhook.attempts + 1, retryAfter);
    if (pause === null) this.#outbox.settle(webhook, delivery, 'given-up');
    else this.#outbox.postpone(webhook, delivery, pause);
  }

  /** What the answer means for all the others. */
  #heed(status: number | null, retryAfter: number | null): void {
    if (status === 410) this.#quietUntil = Infinity;
    else if (overloaded.includes(status)) {
      this.#parallel = 1;
      this.#quietUntil = Math.max(this.#quietUntil, this.#clock.now() + (retryAfter ?? 0));
    } else this.#parallel = batch;
  }
}
