import laterSteps from './define-later-steps.ts?chunk';
import { moduleLoader } from './load-module.ts';
import { withTimeout } from './with-timeout.ts';

const loadTimeoutMs = 20_000;

type LaterSteps = typeof import('./define-later-steps.ts');

const load = moduleLoader<LaterSteps>(laterSteps);

/** Loads the steps after the list. After a time-out, the next call waits for the same request again. */
export function loadLaterSteps(): Promise<LaterSteps> {
  return withTimeout(loadTimeoutMs, load());
}
