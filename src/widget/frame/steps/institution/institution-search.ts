import type { FoundInstitution, InstitutionList } from '../../../../shared/widget-api.ts';
import { findInstitutions, popularInPage } from '../../api/institutions.ts';
import { whenOnline } from '../../api/network.ts';
import { homeCountryAmong } from './home-country.ts';

/** How many banks a list shows: search results are short enough to read without scrolling. */
const limits = { browse: 24, search: 5 };

/** How many popular banks are requested: the list shows some of them, those of the user's country first. */
const popularLimit = 100;

/** A request that takes longer is aborted for a newer query. */
const abortAfterMs = 300;

/** The cache holds this many answers: deleting a letter needs no request. */
const maxCachedAnswers = 50;

/** What to list: the banks that match a text, or all of them, in one country or (null) in every one. */
export type Query = { text: string; country: string | null };

/** A search result, with its query. */
export type Found = { query: Query; list: InstitutionList };

/** Receives the results of searches. */
export type SearchListener = { onFound(found: Found): void; onFailure(): void };

/**
 * Searches banks while the user types. One request is under way at a time and only the newest query waits, so results
 * come in the order of their queries. The popular banks come with the page, or are requested once, ahead of time.
 */
export class InstitutionSearch {
  /** The language of the host's page as a BCP 47 tag: its region may be the user's country. */
  hostLocale = '';

  readonly #cache = new Map<string, InstitutionList>();
  #query: Query = { text: '', country: null };
  #home: string | null | undefined;
  #listener: SearchListener | null = null;
  // The query that waits for the request under way.
  #waiting: Query | null = null;
  #current: { query: Query; controller: AbortController } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The last query, for when the list is shown again. */
  get query(): Query {
    return this.#query;
  }

  /** Gets the popular banks before the list is shown. */
  preload(): void {
    const list = popularInPage();
    if (list) this.#store(popular, list);
    else this.#request(popular);
  }

  /** The countries that have banks, once the popular banks are loaded. */
  get countries(): readonly string[] {
    return this.#cache.get(keyOf(popular))?.countries ?? [];
  }

  /** The user's country, if it is known and has banks. Its banks come first. */
  get homeCountry(): string | null {
    if (this.#home === undefined && this.countries.length > 0) {
      this.#home = homeCountryAmong(this.countries, this.hostLocale);
    }
    return this.#home ?? null;
  }

  /** Sets the one listener. */
  listen(listener: SearchListener | null): void {
    this.#listener = listener;
  }

  /** Searches the banks of a query, or the popular ones for an empty text and no country. The listener receives the result. */
  find(query: Query): void {
    this.#query = query;
    const list = this.#cache.get(keyOf(query));
    if (!list) return this.#request(query);
    // A result of the request under way would replace this one.
    this.#clearWaiting();
    this.#current?.controller.abort();
    this.#report(query, list);
  }

  #report(query: Query, list: InstitutionList): void {
    this.#listener?.onFound({ query, list: isPopular(query) ? this.#homeFirst(list) : list });
  }

  /** The popular banks to show, those of the user's country first. */
  #homeFirst(list: InstitutionList): InstitutionList {
    const isAtHome = ({ country }: FoundInstitution): boolean => country === this.homeCountry;
    const { institutions } = list;
    const ordered = [...institutions.filter(isAtHome), ...institutions.filter((each) => !isAtHome(each))];
    return { ...list, institutions: ordered.slice(0, limits.browse) };
  }

  #clearWaiting(): void {
    this.#waiting = null;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #request(query: Query): void {
    const { query: requested, controller } = this.#current ?? {};
    // This request is under way already.
    if (requested && keyOf(requested) === keyOf(query) && !controller?.signal.aborted) return this.#clearWaiting();
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
        const { signal } = controller;
        const list = await whenOnline(() => findInstitutions(this.#parametersOf(query), signal), signal);
        this.#store(query, list);
        if (!controller.signal.aborted) this.#report(query, list);
      } catch {
        // A request that was aborted for a newer one has not failed.
        if (!controller.signal.aborted && this.#waiting === null) this.#listener?.onFailure();
      }
      clearTimeout(this.#timer);
      this.#timer = undefined;
    }
    this.#current = null;
  }

  #parametersOf({ text, country }: Query): Parameters<typeof findInstitutions>[0] {
    const limit = text ? limits.search : limits.browse;
    if (country !== null) return { q: text, limit, country };
    if (text === '') return { q: text, limit: popularLimit };
    return { q: text, limit, ...(this.homeCountry !== null && { homeCountry: this.homeCountry }) };
  }

  #store(query: Query, list: InstitutionList): void {
    this.#cache.set(keyOf(query), list);
    const oldest = [...this.#cache.keys()].find((key) => key !== keyOf(popular));
    if (this.#cache.size > maxCachedAnswers && oldest !== undefined) this.#cache.delete(oldest);
  }
}

const popular: Query = { text: '', country: null };

const keyOf = ({ text, country }: Query): string => `${country ?? ''} ${text}`;

const isPopular = (query: Query): boolean => keyOf(query) === keyOf(popular);
