/** `setTimeout` can't wait longer, in ms. */
const longestTimer = 2 ** 31 - 1;

type Waiter = { due: number; timer: NodeJS.Timeout | undefined; ring(): void };

/**
 * The sandbox's time. It runs as the machine's does, and a test can move it on: whatever would have happened in
 * between then happens, in its order. While it is moved, the machine's time does not count: what a call of `advance`
 * wakes, and at what time, is the same on a slow machine.
 */
export class Clock {
  readonly #machine: () => number;
  #ahead = 0;
  /** The time while the clock is moved; null while it runs. */
  #moved: number | null = null;
  #advances: Promise<void> = Promise.resolve();
  readonly #waiters = new Set<Waiter>();
  readonly #held = new Set<Promise<unknown>>();

  /** `machine` gives the machine's time, in ms since the epoch. One that stands makes a clock that only a test moves. */
  constructor(machine: () => number = () => Date.now()) {
    this.#machine = machine;
  }

  /** The time, in ms since the epoch. */
  now(): number {
    return this.#moved ?? this.#machine() + this.#ahead;
  }

  /** Resolves when `ms` have passed on this clock. Rejects with the signal's reason when it is aborted. */
  wait(ms: number, signal?: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    if (signal?.aborted) {
      reject(signal.reason);
      return promise;
    }
    const end = (): void => {
      clearTimeout(waiter.timer);
      this.#waiters.delete(waiter);
      signal?.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      end();
      reject(signal?.reason);
    };
    const ring = (): void => {
      end();
      resolve();
    };
    // The time is kept in whole milliseconds.
    const waiter: Waiter = { due: this.now() + Math.ceil(ms), timer: undefined, ring };
    signal?.addEventListener('abort', abort, { once: true });
    this.#waiters.add(waiter);
    this.#arm(waiter);
    return promise;
  }

  /** The same promise, which takes real time: until it is settled the clock is not moved on. */
  hold<Result>(work: Promise<Result>): Promise<Result> {
    this.#held.add(work);
    const release = (): void => void this.#held.delete(work);
    work.then(release, release);
    return work;
  }

  /**
   * Moves the time on by `ms`, which may not be negative. Resolves when what that woke has begun, and webhooks that it
   * sent are answered: their receiver must not wait for this clock itself. Calls made at the same time take turns.
   */
  advance(ms: number): Promise<void> {
    const turn = this.#advances.then(() => this.#advance(ms));
    this.#advances = turn.catch(() => undefined);
    return turn;
  }

  async #advance(ms: number): Promise<void> {
    if (!(ms >= 0 && ms < Infinity)) throw new RangeError(`Expected milliseconds of at least 0; got ${ms}.`);
    // What was begun just before has its turn to wait first, and counts from then.
    await this.#settled();
    this.#moved = this.now();
    const target = this.#moved + Math.round(ms);
    // One after the other, since what wakes first may wait again.
    for (let next = this.#next(target); next; next = this.#next(target)) {
      this.#moved = Math.max(next.due, this.#moved);
      next.ring();
      await this.#settled();
    }
    this.#ahead = target - this.#machine();
    this.#moved = null;
    for (const waiter of this.#waiters) this.#arm(waiter);
  }

  /** Until whatever runs has come to wait for the time. */
  async #settled(): Promise<void> {
    await new Promise(setImmediate);
    while (this.#held.size > 0) {
      await Promise.allSettled(this.#held);
      await new Promise(setImmediate);
    }
  }

  #next(target: number): Waiter | undefined {
    return [...this.#waiters].filter(({ due }) => due <= target).toSorted((a, b) => a.due - b.due)[0];
  }

  #arm(waiter: Waiter): void {
    clearTimeout(waiter.timer);
    // `#advance` wakes what is due, and arms the others when the clock runs again.
    if (this.#moved !== null) return;
    const rest = waiter.due - this.now();
    // A timer may be a millisecond early, or as long as timers can be.
    const wake = (): void => (waiter.due <= this.now() ? waiter.ring() : this.#arm(waiter));
    // What is to come keeps no process alive: the server does, as long as it runs.
    waiter.timer = setTimeout(wake, Math.min(Math.max(rest, 0), longestTimer)).unref();
  }
}
