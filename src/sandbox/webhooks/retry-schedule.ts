import { retryAfterSeconds } from '../../shared/retry-after.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** The time-out of a delivery. Standard Webhooks recommend 15 to 30 s. */
export const deliveryTimeoutMs = 15 * secondMs;

/** The pauses between deliveries, from the example in Standard Webhooks. After the last one a webhook is given up. */
const pausesMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
];

/** The longest `Retry-After` that is respected. */
const maxRetryAfterMs = 24 * hourMs;

/** The largest part of a pause that is randomly left out, so that webhooks that failed together are not retried together. */
const maxJitter = 0.2;

/**
 * The pause before the next delivery, in ms, after that many failed ones; null if there is no next one. The receiver's
 * `Retry-After` can only make it longer.
 */
export function pauseAfterMs(failures: number, retryAfterMs: number | null): number | null {
  const pauseMs = pausesMs[failures - 1];
  if (pauseMs === undefined) return null;
  return Math.max(pauseMs * (1 - maxJitter * Math.random()), retryAfterMs ?? 0);
}

/** A `Retry-After` header in ms, at most `maxRetryAfterMs`; null if it is missing or invalid. */
export function parseRetryAfterMs(header: string | null): number | null {
  const seconds = retryAfterSeconds(header);
  return seconds === undefined ? null : Math.min(seconds * secondMs, maxRetryAfterMs);
}
