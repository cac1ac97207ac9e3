/** How many deliveries are remembered; the oldest go first. */
const capacity = 10_000;

/** Which webhooks this process has taken, so that one that is delivered twice is acted on once. */
export class Deliveries {
  readonly #ids = new Map<string, 'running' | 'done'>();

  /**
   * Does the work unless it was done before. False: it is being done for another request at this moment. A failure is
   * forgotten and passed on, so that the next delivery tries again.
   */
  async once(id: string, work: () => unknown): Promise<boolean> {
    const known = this.#ids.get(id);
    if (known) return known === 'done';
    this.#ids.set(id, 'running');
    try {
      await work();
    } catch (error) {
      this.#ids.delete(id);
      throw error;
    }
    this.#ids.set(id, 'done');
    const [oldest] = this.#ids.keys();
    if (oldest !== undefined && this.#ids.size > capacity) this.#ids.delete(oldest);
    return true;
  }
}
