import laterSteps from './define-later-steps.ts?chunk';
import { moduleLoader } from './load-module.ts';
import { within } from './with-timeout.ts';

/** Steps that take longer don't come, in ms. */
const timeout = 20_000;

type LaterSteps = typeof import('./define-later-steps.ts');

const load = moduleLoader<LaterSteps>(laterSteps);

/** Loads the steps after the list, while the user still chooses. What is only late is waited for by the next call too. */
export function loadLaterSteps(): Promise<LaterSteps> {
  return within(timeout, load());
}
