import type { RequestEvent } from './log.ts';

/** A request and the status of its answer. The path has no query and no secrets. */
export type RecentRequest = RequestEvent & { at: number };

const maxRequests = 100;

/** The console and the API page do not list their own requests. */
const ownPages = /^\/sandbox\/(?!connections|webhooks|openapi)/;

/** The latest requests, in memory. */
export class RecentRequests {
  readonly #requests: RecentRequest[] = [];

  /** Adds a request. False for the sandbox's own pages. */
  add(event: RequestEvent): boolean {
    if (ownPages.test(event.path)) return false;
    this.#requests.unshift({ ...event, at: Date.now() });
    this.#requests.length = Math.min(this.#requests.length, maxRequests);
    return true;
  }

  /** The latest first. */
  latest(): readonly RecentRequest[] {
    return this.#requests;
  }
}
