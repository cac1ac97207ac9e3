import type { KnownConnection } from './connections.ts';

/** A message to the open pages of a user. */
export type Update =
  | { event: 'connections'; data: KnownConnection[] }
  | { event: 'webhook'; data: { id: string; type: string; connectionId: string } }
  | { event: 'reload'; data: null };

type Listener = (update: Update) => void;

/** Sends updates to the open pages of a user. */
export class Updates {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** Calls `listener` with each update of a user until `signal` aborts. */
  subscribe(user: string, listener: Listener, signal: AbortSignal): void {
    const listeners = this.#listeners.get(user) ?? new Set();
    this.#listeners.set(user, listeners.add(listener));
    signal.addEventListener('abort', () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(user);
    });
  }

  /** Sends an update to all open pages of a user. */
  publish(user: string, update: Update): void {
    for (const listener of this.#listeners.get(user) ?? []) listener(update);
  }

  /** Reloads every open page. */
  reloadAll(): void {
    for (const user of this.#listeners.keys()) this.publish(user, { event: 'reload', data: null });
  }
}
