import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

/** Long enough for a browser on a busy machine. */
const waitTimeoutMs = 60_000;

/** Waits until a condition is true. */
export async function waitUntil(what: string, condition: () => Promise<unknown>): Promise<void> {
  const end = Date.now() + waitTimeoutMs;
  while (Date.now() < end) {
    // A command to a frame that is removed meanwhile is never answered.
    if (await Promise.race([condition().catch(() => false), pause(5_000, false)])) return;
    await pause(100);
  }
  assert.fail(`Expected ${what} within ${waitTimeoutMs / 1_000} s.`);
}
