/** How many webhook ids are kept; the oldest is dropped first. */
const maxIds = 10_000;

/** Work that has not settled after a minute counts as lost: senders wait about 15 s for an answer. */
const processingTimeoutMs = 60_000;

/** The ids of the webhooks that this process has processed, so that each is acted on once however often it is delivered. */
export class ProcessedWebhooks {
  /** By webhook id: when its processing began (ms since the epoch), or `done`. */
  readonly #states = new Map<string, number | 'done'>();

  /**
   * Runs `work` unless it was done before for this id. False if it is running for another delivery at the moment.
   * After a failure or a time-out, the next delivery runs it again; a failure is rethrown.
   */
  async once(id: string, work: () => unknown): Promise<boolean> {
    const state = this.#states.get(id);
    if (state === 'done') return true;
    const startedAt = Date.now();
    if (state !== undefined && startedAt - state < processingTimeoutMs) return false;
    this.#states.set(id, startedAt);
    try {
      await work();
    } catch (error) {
      // Work that timed out may fail after a later delivery began, and must not remove that one's entry.
      if (this.#states.get(id) === startedAt) this.#states.delete(id);
      throw error;
    }
    this.#states.set(id, 'done');
    const [oldest] = this.#states.keys();
    if (oldest !== undefined && this.#states.size > maxIds) this.#states.delete(oldest);
    return true;
  }
}
