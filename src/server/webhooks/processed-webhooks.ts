import { problemFor } from '../host-error.ts';

/** How many webhook ids are kept; the oldest is dropped first. */
const maxIds = 10_000;

/** Work that has not settled after a minute counts as lost: senders wait about 15 s for an answer. */
const processingTimeoutMs = 60_000;

/** A webhook that was acted on is known for a week: senders repeat it for three days. */
const doneSeconds = 604_800;

/** Claims an id for some seconds in a memory that processes share. False if it was claimed before. */
export type Claim = (id: string, seconds: number) => Promise<boolean>;

/**
 * The ids of the webhooks that were processed, so that each is acted on once however often it is delivered.
 *
 * Processes share them by two claims: that of the id is held by the one process that works on it, and that of `id:done`
 * says that the work is done. After a crash, only the first is left, and ends after a minute.
 */
export class ProcessedWebhooks {
  readonly #claim: Claim;
  /** By webhook id: when its processing began (ms since the epoch), or `done`. */
  readonly #states = new Map<string, number | 'done'>();

  constructor(claim: Claim = async () => true) {
    this.#claim = claim;
  }

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
      if (!(await this.#claim(id, processingTimeoutMs / 1000))) {
        this.#forget(id, startedAt);
        return false;
      }
      await this.#whileClaimed(id, startedAt, work);
    } catch (error) {
      this.#forget(id, startedAt);
      throw error;
    }
    this.#states.set(id, 'done');
    const [oldest] = this.#states.keys();
    if (oldest !== undefined && this.#states.size > maxIds) this.#states.delete(oldest);
    return true;
  }

  async #whileClaimed(id: string, startedAt: number, work: () => unknown): Promise<void> {
    if (!(await this.#isDone(id))) {
      try {
        await work();
      } catch (error) {
        await this.#release(id, startedAt);
        throw error;
      }
      // The work is not undone by a failure of the memory.
      await this.#claim(doneId(id), doneSeconds).catch(logClaim);
    }
    await this.#release(id, startedAt);
  }

  /**
   * Only a claim tells whether there is one. It is given back before the work, and no other process makes it meanwhile,
   * since this one has the id's. If that fails, or the process crashes, it ends long before the id's.
   */
  async #isDone(id: string): Promise<boolean> {
    if (!(await this.#claim(doneId(id), 1))) return true;
    await this.#claim(doneId(id), 0);
    return false;
  }

  /** Gives the claim of the id back, or lets it end by itself: after a minute, it may be that of another process. */
  async #release(id: string, startedAt: number): Promise<void> {
    if (Date.now() - startedAt < processingTimeoutMs) await this.#claim(id, 0).catch(logClaim);
  }

  /** Work that timed out may end after a later delivery began, and must not remove that one's entry. */
  #forget(id: string, startedAt: number): void {
    if (this.#states.get(id) === startedAt) this.#states.delete(id);
  }
}

const doneId = (id: string): string => `${id}:done`;

const logClaim = (error: unknown): void => void problemFor('createWebhookHandler', error);
