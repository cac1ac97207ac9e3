import { retryAfterSeconds } from '../../shared/retry-after.ts';
import type { CheckedAccess } from './api-access.ts';
import { callApi, type ApiAnswer, type ApiCall } from './api-call.ts';
import { AraucariaApiError } from './api-error.ts';

const maxRetries = 2;
const firstPauseMs = 200;

/**
 * Makes a call, and repeats it after a failure that may pass, as long as the time-out allows it. Only for calls that can
 * be repeated safely.
 */
export async function callWithRetries(
  access: CheckedAccess,
  call: Pick<ApiCall, 'method' | 'path' | 'headers' | 'body'>,
): Promise<ApiAnswer> {
  // One id for all tries: they are one call to whoever reads the log.
  const requestId = crypto.randomUUID();
  const endsAt = performance.now() + access.timeout;
  for (let retry = 0; ; retry++) {
    try {
      return await callApi(access, {
        ...call,
        requestId,
        timeoutMs: Math.max(endsAt - performance.now(), 1),
        signal: null,
      });
    } catch (error) {
      if (!(error instanceof AraucariaApiError)) throw error;
      // The first answer may have been lost.
      if (retry > 0 && call.method === 'DELETE' && error.code === 'not-found') return { members: {}, requestId };
      const pauseMs = pauseBefore(retry, error);
      if (!error.retryable || retry === maxRetries || performance.now() + pauseMs >= endsAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** As long as Araucaria asks for; else longer each time, and at random, so that many clients don't come at once. */
function pauseBefore(retry: number, { retryAfter }: AraucariaApiError): number {
  const asked = retryAfterSeconds(retryAfter);
  return asked === undefined ? firstPauseMs * 2 ** retry * (0.5 + Math.random()) : asked * 1000;
}
