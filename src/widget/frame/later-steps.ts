import { within } from './within.ts';

/** Steps that take longer don't come, in ms. */
const timeout = 20_000;

let loaded: Promise<void> | null = null;

/**
 * Loads the steps after the list, while the user still chooses. A failure isn't kept: the next call tries again. What
 * is only late is: loaded twice, they would be defined twice.
 */
export function loadLaterSteps(): Promise<void> {
  loaded ??= load();
  return within(timeout, loaded);
}

async function load(): Promise<void> {
  try {
    const { defineLaterSteps } = await import('./define-later-steps.ts');
    defineLaterSteps();
  } catch (error) {
    loaded = null;
    throw error;
  }
}
