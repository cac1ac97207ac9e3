import type { InstitutionList } from '../../../../shared/widget-api.ts';
import { findInstitutions } from '../../api/institutions.ts';

/** How many banks a list shows: short enough to read without scrolling. */
const limits = { popular: 24, search: 6 };

/** A request that takes longer is aborted for a newer query. */
const abortAfterMs = 300;

/** The cache holds this many answers: deleting a letter needs no request. */
const maxCachedAnswers = 50;

/** A search result, with its query. */
export type Found = { query: string; list: InstitutionList };

/** Receives the results of searches. */
export type SearchListener = { onFound(found: Found): void; onFailure(): void };

/**
 * Searches banks while the user types. One request is under way at a time and only the newest query waits, so results
 * come in the order of their queries. The popular banks are requested once, ahead of time.
 */
export class InstitutionSearch {
  readonly #cache = new Map<string, InstitutionList>();
  #query = '';
  #listener: SearchListener | null = null;
  // The query that waits for the request under way.
  #waiting: string | null = null;
  #current: { query: string; controller: AbortController } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The last query, for when the list is shown again. */
  get query(): string {
    return this.#query;
  }

  /** Requests the popular banks before the list is shown. */
  preload(): void {
    this.#request('');
  }

  /** The popular banks, if they are loaded. */
  get popular(): InstitutionList | undefined {
    return this.#cache.get('');
  }

  /** Sets the one listener. */
  listen(listener: SearchListener | null): void {
    this.#listener = listener;
  }

  /** Searches the banks that match a query, or the popular ones for an empty query. The listener receives the result. */
  find(query: string): void {
    this.#query = query;
    const list = this.#cache.get(query);
    if (!list) return this.#request(query);
    // A result of the request under way would replace this one.
    this.#clearWaiting();
    this.#current?.controller.abort();
    this.#listener?.onFound({ query, list });
  }

  #clearWaiting(): void {
    this.#waiting = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #request(query: string): void {
    // This request is under way already.
    if (this.#current?.query === query && !this.#current.controller.signal.aborted) return this.#clearWaiting();
    this.#waiting = query;
    if (!this.#current) void this.#sendRequests();
    // The request under way may be stuck, and must not delay the newer one.
    else this.#timer ??= setTimeout(() => this.#current?.controller.abort(), abortAfterMs);
  }

  async #sendRequests(): Promise<void> {
    while (this.#waiting !== null) {
      const query = this.#waiting;
      const controller = new AbortController();
      this.#waiting = null;
      this.#current = { query, controller };
      try {
        const list = await findInstitutions(query, query ? limits.search : limits.popular, controller.signal);
        this.#store(query, list);
        if (!controller.signal.aborted) this.#listener?.onFound({ query, list });
      } catch {
        // A request that was aborted for a newer one has not failed.
        if (!controller.signal.aborted && this.#waiting === null) this.#listener?.onFailure();
      }
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#current = null;
  }

  #store(query: string, list: InstitutionList): void {
    this.#cache.set(query, list);
    const [, oldest] = this.#cache.keys();
    if (this.#cache.size > maxCachedAnswers && oldest !== undefined) this.#cache.delete(oldest);
  }
}
