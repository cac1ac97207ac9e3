import type { LogEvent } from './log.ts';

/** A request that was answered. Its path has no query, and secrets in it are taken out. */
export type LoggedRequest = Extract<LogEvent, { event: 'request' }> & { at: number };

/** How many are kept. */
const capacity = 100;

/** The pages that look at the sandbox are no part of what they show. */
const ownPages = /^\/sandbox\/(?!connections|webhooks|openapi)/;

/** The latest requests, in memory. */
export class RequestLog {
  readonly #requests: LoggedRequest[] = [];

  /** True if it was worth keeping. */
  add(event: LogEvent): boolean {
    if (event.event !== 'request' || ownPages.test(event.path)) return false;
    this.#requests.unshift({ ...event, at: Date.now() });
    this.#requests.length = Math.min(this.#requests.length, capacity);
    return true;
  }

  /** The latest first. */
  latest(): readonly LoggedRequest[] {
    return this.#requests;
  }
}
