import { problemFor } from '../host-error.ts';

/** How many webhook ids are kept; the oldest is dropped first. */
const maxIds = 10_000;

/** Work that has not settled after a minute counts as lost: senders wait about 15 s for an answer. */
const processingTimeoutMs = 60_000;

/** As long as a signature may be valid: five minutes before and after its time. */
const claimSeconds = 600;

/** Claims an id for some seconds in a memory that processes share. False if it was claimed before. */
export type Claim = (id: string, seconds: number) => Promise<boolean>;

/** The ids of the webhooks that were processed, so that each is acted on once however often it is delivered. */
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
      if (await this.#claim(id, claimSeconds)) await this.#act(id, work);
      else if (!(await this.#isDoneElsewhere(id))) {
        this.#forget(id, startedAt);
        return false;
      }
    } catch (error) {
      this.#forget(id, startedAt);
      throw error;
    }
    this.#states.set(id, 'done');
    const [oldest] = this.#states.keys();
    if (oldest !== undefined && this.#states.size > maxIds) this.#states.delete(oldest);
    return true;
  }

  async #act(id: string, work: () => unknown): Promise<void> {
    try {
      await work();
    } catch (error) {
      await this.#release(id);
      throw error;
    }
    // A second claim tells other processes that the first one's work is done. The work itself is not undone by a failure.
    await this.#claim(doneId(id), claimSeconds).catch(logClaim);
  }

  /**
   * Whether another process did the work. If not, it is at work, or it crashed: then its claim ends, and a later delivery
   * is acted on. Only a claim tells whether there is one.
   */
  async #isDoneElsewhere(id: string): Promise<boolean> {
    if (!(await this.#claim(doneId(id), 1))) return true;
    await this.#release(doneId(id));
    return false;
  }

  /** Gives a claim back. Where that fails, the claim ends by itself. */
  async #release(id: string): Promise<void> {
    await this.#claim(id, 0).catch(logClaim);
  }

  /** Work that timed out may end after a later delivery began, and must not remove that one's entry. */
  #forget(id: string, startedAt: number): void {
    if (this.#states.get(id) === startedAt) this.#states.delete(id);
  }
}

const doneId = (id: string): string => `${id}:done`;

const logClaim = (error: unknown): void => void problemFor('createWebhookHandler', error);
