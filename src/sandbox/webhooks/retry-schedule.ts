const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/** A receiver that takes longer has not received, in ms. Standard Webhooks recommend 15 to 30 s. */
export const deliveryTimeout = 15 * seconds;

/** The pause after each failed try, as Standard Webhooks give it for an example; after the last it is given up. */
const pauses = [
  5 * seconds,
  5 * minutes,
  30 * minutes,
  2 * hours,
  5 * hours,
  10 * hours,
  14 * hours,
  20 * hours,
  24 * hours,
];

/** A receiver that asks for more patience gets no more than this, in ms. */
const longestRetryAfter = 24 * hours;

/** Taken off a pause at most, so that receivers which failed together are not tried together. */
const jitter = 0.2;

/**
 * How long to wait after that many failed tries, in ms; null: no more. `retryAfter` is what the receiver asked for, which
 * may only make it longer.
 */
export function pauseAfter(tries: number, retryAfter: number | null): number | null {
  const pause = pauses[tries - 1];
  if (pause === undefined) return null;
  return Math.max(pause * (1 - jitter * Math.random()), retryAfter ?? 0);
}

/** A `Retry-After` in ms, given in seconds or as an HTTP date (RFC 9110, 10.2.3); null for anything else. */
export function retryAfterOf(value: string | null, now: number): number | null {
  if (value === null) return null;
  const wait = /^\d+$/.test(value) ? Number(value) * seconds : Date.parse(value) - now;
  return Number.isNaN(wait) ? null : Math.min(Math.max(wait, 0), longestRetryAfter);
}
