import type { KnownConnection } from './connections.ts';

/** What a user's open pages are told as it happens. */
export type Update =
  | { event: 'connections'; data: KnownConnection[] }
  | { event: 'webhook'; data: { id: string; type: string; connectionId: string } };

type Listener = (update: Update) => void;

/** Hands news to the pages that a user has open. */
export class Updates {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Listens to one user's news until `signal` aborts. */
  listen(user: string, listener: Listener, signal: AbortSignal): void {
    const listeners = this.#listeners.get(user) ?? new Set();
    this.#listeners.set(user, listeners.add(listener));
    signal.addEventListener('abort', () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(user);
    });
  }

  tell(user: string, update: Update): void {
    for (const listener of this.#listeners.get(user) ?? []) listener(update);
  }
}
