import type { InstitutionList } from '../../../../shared/widget-api.ts';
import { findInstitutions } from '../../api/institutions.ts';

/** How many banks are shown at once: a list to look through, not to scroll through. */
const limits = { popular: 24, search: 6 };

/** A request that takes longer gives way to a newer one, in ms. */
const grace = 300;

/** So many answers are kept, for who deletes a letter again. */
const memory = 50;

/** Banks, and what was asked for. */
export type Found = { query: string; list: InstitutionList };

/** Who wants to hear of what is found. */
export type SearchListener = { onFound(found: Found): void; onFailure(): void };

/**
 * Finds banks while one types. One request is under way at a time and only the newest query waits, so that answers
 * come in the order of the questions and none is late. The popular banks are asked for once, ahead of time.
 */
export class InstitutionSearch {
  readonly #answers = new Map<string, InstitutionList>();
  #query = '';
  #listener: SearchListener | null = null;
  #wanted: string | null = null;
  #current: { query: string; life: AbortController } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What was last asked for: still the user's question when the list is shown again. */
  get query(): string {
    return this.#query;
  }

  /** Gets the popular banks on their way before anyone looks. */
  warm(): void {
    this.#want('');
  }

  /** The popular banks, if they are there. */
  get popular(): InstitutionList | undefined {
    return this.#answers.get('');
  }

  /** Tells this one from now on. */
  listen(listener: SearchListener | null): void {
    this.#listener = listener;
  }

  /** Looks for the banks that match; for an empty query for the popular ones. The listener hears of it. */
  find(query: string): void {
    this.#query = query;
    const list = this.#answers.get(query);
    if (!list) return this.#want(query);
    // What is under way would come too late, and take the place of this.
    this.#wantNothing();
    this.#current?.life.abort();
    this.#listener?.onFound({ query, list });
  }

  #wantNothing(): void {
    this.#wanted = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #want(query: string): void {
    // It is on its way already.
    if (this.#current?.query === query && !this.#current.life.signal.aborted) return this.#wantNothing();
    this.#wanted = query;
    if (!this.#current) void this.#work();
    // It may be stuck, and must not hold up what came later.
    else this.#timer ??= setTimeout(() => this.#current?.life.abort(), grace);
  }

  async #work(): Promise<void> {
    while (this.#wanted !== null) {
      const query = this.#wanted;
      const life = new AbortController();
      this.#wanted = null;
      this.#current = { query, life };
      try {
        const list = await findInstitutions(query, query ? limits.search : limits.popular, life.signal);
        this.#keep(query, list);
        if (!life.signal.aborted) this.#listener?.onFound({ query, list });
      } catch {
        // Whatever was given up for something newer has not failed.
        if (!life.signal.aborted && this.#wanted === null) this.#listener?.onFailure();
      }
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#current = null;
  }

  #keep(query: string, list: InstitutionList): void {
    this.#answers.set(query, list);
    const [, oldest] = this.#answers.keys();
    if (this.#answers.size > memory && oldest !== undefined) this.#answers.delete(oldest);
  }
}
