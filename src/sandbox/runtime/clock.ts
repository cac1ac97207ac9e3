/** The longest delay of `setTimeout`. */
const maxTimeoutMs = 2 ** 31 - 1;

type Waiter = { dueAt: number; timeout: NodeJS.Timeout | undefined; fire(): void };

/**
 * The sandbox's time. It follows the machine's clock, and a test can advance it: everything that would have happened in
 * between then happens, in order. During `advance` the machine's clock has no effect, so the same timers fire at the same
 * times on a slow machine.
 */
export class Clock {
  readonly #machine: () => number;
  #offset = 0;
  /** The time during `advance`; null otherwise. */
  #advancedTo: number | null = null;
  #advances: Promise<void> = Promise.resolve();
  readonly #waiters = new Set<Waiter>();
  readonly #pending = new Set<Promise<unknown>>();

  /** `machine` returns the machine's time, in ms since the epoch. If it is constant, only `advance` moves the clock. */
  constructor(machine: () => number = () => Date.now()) {
    this.#machine = machine;
  }

  /** The time, in ms since the epoch. */
  now(): number {
    return this.#advancedTo ?? this.#machine() + this.#offset;
  }

  /** Resolves when `ms` have passed on this clock. Rejects with the signal's reason when it is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (signal?.aborted) {
      reject(signal.reason);
      return promise;
    }
    const end = (): void => {
      clearTimeout(waiter.timeout);
      this.#waiters.delete(waiter);
      signal?.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      reject(signal?.reason);
    };
    const fire = (): void => {
      end();
      resolve();
    };
    // Whole milliseconds, as `now` returns them.
    const waiter: Waiter = { dueAt: this.now() + Math.ceil(ms), timeout: undefined, fire };
    signal?.addEventListener('abort', abort, { once: true });
    this.#waiters.add(waiter);
    this.#arm(waiter);
    return promise;
  }

  /** Returns `work`, which takes real time, such as a request. `advance` waits until it is settled. */
  hold<Result>(work: Promise<Result>): Promise<Result> {
    this.#pending.add(work);
    const release = (): void => void this.#pending.delete(work);
    work.then(release, release);
    return work;
  }

  /**
   * Advances the time by `ms`, which must not be negative. Resolves when the timers in between have fired and the webhooks
   * that they sent are answered; so a receiver must not wait for this clock. Concurrent calls run one after the other.
   */
  advance(ms: number): Promise<void> {
    const turn = this.#advances.then(() => this.#advance(ms));
    this.#advances = turn.catch(() => undefined);
    return turn;
  }

  async #advance(ms: number): Promise<void> {
    if (!(ms >= 0 && ms < Infinity)) throw new RangeError(`Expected milliseconds of at least 0; got ${ms}.`);
    // Work that has just started may be about to call `wait`; its time counts from now.
    await this.#idle();
    this.#advancedTo = this.now();
    const target = this.#advancedTo + Math.round(ms);
    // One at a time, because the code that a timer resumes may wait again.
    for (let next = this.#nextDue(target); next; next = this.#nextDue(target)) {
      this.#advancedTo = Math.max(next.dueAt, this.#advancedTo);
      next.fire();
      await this.#idle();
    }
    this.#offset = target - this.#machine();
    this.#advancedTo = null;
    for (const waiter of this.#waiters) this.#arm(waiter);
  }

  /** Waits until everything that runs is waiting for the clock. */
  async #idle(): Promise<void> {
    await new Promise(setImmediate);
    while (this.#pending.size > 0) {
      await Promise.allSettled(this.#pending);
      await new Promise(setImmediate);
    }
  }

  #nextDue(target: number): Waiter | undefined {
    return [...this.#waiters].filter(({ dueAt }) => dueAt <= target).toSorted((a, b) => a.dueAt - b.dueAt)[0];
  }

  #arm(waiter: Waiter): void {
    clearTimeout(waiter.timeout);
    // `#advance` fires what is due, and arms the other timers when it ends.
    if (this.#advancedTo !== null) return;
    const restMs = waiter.dueAt - this.now();
    // `setTimeout` may fire a millisecond early, and this wait may be longer than `maxTimeoutMs`.
    const check = (): void => (waiter.dueAt <= this.now() ? waiter.fire() : this.#arm(waiter));
    // Timers keep no process alive; the server does.
    waiter.timeout = setTimeout(check, Math.min(Math.max(restMs, 0), maxTimeoutMs)).unref();
  }
}
