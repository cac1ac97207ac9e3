import type { Attempt } from '../../../../shared/widget-api.ts';
import { getAttempt } from '../../api/attempts.ts';
import { ApiError } from '../../api/client.ts';
import { whenOnline } from '../../api/network.ts';
import { attemptKey } from '../attempt-key.ts';

/** The pauses between two polls, in ms: short while most banks answer, longer for the slow ones. The last one repeats. */
const pausesMs = [300, 500, 800, 1_000, 1_500, 2_000];

/** Give up after 10 failed polls in a row and 2 minutes without an answer: a phone that slept has polled nothing. */
const maxFailedPolls = 10;
const maxSilenceMs = 120_000;

/**
 * Polls until the attempt's key differs from `known`, however long there is no network. Rejects with an `ApiError`, or once
 * `signal` is aborted.
 */
export async function followAttempt(attemptToken: string, known: string, signal: AbortSignal): Promise<Attempt> {
  let failedPolls = 0;
  let answeredAt = Date.now();
  for (let poll = 0; ; poll += 1) {
    await pause(pausesMs[Math.min(poll, pausesMs.length - 1)] ?? 0, signal);
    try {
      const attempt = await whenOnline(() => getAttempt(attemptToken, signal), signal);
      if (attemptKey(attempt) !== known) return attempt;
      failedPolls = 0;
      answeredAt = Date.now();
    } catch (error) {
      failedPolls += 1;
      if (!(error instanceof ApiError) || !error.unanswered) throw error;
      if (failedPolls >= maxFailedPolls && Date.now() - answeredAt > maxSilenceMs) throw error;
    }
  }
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(new DOMException('The attempt was canceled.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, durationMs);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
