import type { InstitutionList } from '../../shared/widget-api.ts';
import { findInstitutions } from './session.ts';

/** How many banks are shown at once: a list to look through, not to scroll through. */
const limit = 30;

/** Finds banks. The popular ones are asked for once and kept; a newer search ends the older. */
export class InstitutionSearch {
  #popular: Promise<InstitutionList> | null = null;
  #current: AbortController | null = null;

  /** Gets the popular banks on their way before anyone looks. */
  warm(): void {
    this.popular().catch(() => undefined);
  }

  /** The popular banks. */
  popular(): Promise<InstitutionList> {
    if (!this.#popular) {
      this.#popular = findInstitutions('', limit, new AbortController().signal);
      // A failure isn't kept: the next call asks again.
      this.#popular.catch(() => {
        this.#popular = null;
      });
    }
    return this.#popular;
  }

  /** The banks that match. Rejects with an `AbortError` when a newer search has begun. */
  async find(query: string): Promise<InstitutionList> {
    this.#current?.abort();
    const search = new AbortController();
    this.#current = search;
    const list = query ? await findInstitutions(query, limit, search.signal) : await this.popular();
    // The kept list isn't a request that could be aborted.
    search.signal.throwIfAborted();
    return list;
  }
}
