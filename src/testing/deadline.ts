/** One time limit for many waits. */
export class Deadline {
  readonly timeoutMs: number;
  readonly #endsAt: number;

  /** The limit starts now, unless `startedAt` is given, in ms since the epoch. */
  constructor(timeoutMs: number, startedAt = Date.now()) {
    this.timeoutMs = timeoutMs;
    this.#endsAt = startedAt + timeoutMs;
  }

  /** The time left, in ms. At least 1, since 0 means no limit to Playwright. */
  get leftMs(): number {
    return Math.max(this.#endsAt - Date.now(), 1);
  }

  get isOver(): boolean {
    return Date.now() >= this.#endsAt;
  }

  /**
   * Settles as a promise does, or resolves with null when the time is over: for what Playwright gives no time limit, such
   * as `evaluate`. A page whose thread is busy never answers that. `atLeastMs`: the time limit if less is left.
   */
  async limit<T>(promise: Promise<T>, atLeastMs = 0): Promise<T | null> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const over = new Promise<null>((resolve) => (timer = setTimeout(resolve, Math.max(this.leftMs, atLeastMs), null)));
    try {
      return await Promise.race([promise, over]);
    } finally {
      clearTimeout(timer);
    }
  }
}
