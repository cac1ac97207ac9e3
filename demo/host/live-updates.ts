import { EventEmitter, on } from 'node:events';

/** Something a user's open pages are told. */
export type Update = { type: 'webhook'; webhook: string; connectionId: string } | { type: 'connections' };

/** Passes what happens to the pages of whom it concerns. */
export class LiveUpdates {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  tell(owner: string, update: Update): void {
    this.#emitter.emit(owner, update);
  }

  /** What happens from now on, until `signal` is aborted. */
  async *follow(owner: string, signal: AbortSignal): AsyncGenerator<Update> {
    try {
      for await (const [update] of on(this.#emitter, owner, { signal })) yield update as Update;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
