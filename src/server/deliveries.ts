/** How many deliveries are remembered; the oldest go first. */
const capacity = 10_000;

/** After so long, in ms, work that has not settled is given up: senders wait some 15 s for an answer. */
const patience = 60_000;

/** Which webhooks this process has taken, so that one that is delivered twice is acted on once. */
export class Deliveries {
  /** When the work began that goes on; `done` after it. */
  readonly #ids = new Map<string, number | 'done'>();

  /**
   * Does the work unless it was done before. False: it is being done for another request at this moment. A failure is
   * forgotten and passed on, so that the next delivery tries again; so is work that never ends.
   */
  async once(id: string, work: () => unknown): Promise<boolean> {
    const known = this.#ids.get(id);
    if (known === 'done') return true;
    const now = Date.now();
    if (known !== undefined && now - known < patience) return false;
    this.#ids.set(id, now);
    try {
      await work();
    } catch (error) {
      // Work that was given up may fail while other work goes on in its place, or after that was done.
      if (this.#ids.get(id) === now) this.#ids.delete(id);
      throw error;
    }
    this.#ids.set(id, 'done');
    const [oldest] = this.#ids.keys();
    if (oldest !== undefined && this.#ids.size > capacity) this.#ids.delete(oldest);
    return true;
  }
}
