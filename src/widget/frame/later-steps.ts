import { within } from './within.ts';

/** Steps that take longer don't come, in ms. */
const timeout = 20_000;

let loaded: Promise<void> | null = null;

/** Loads the steps after the list, while the user still chooses. A failure isn't kept: the next call tries again. */
export async function loadLaterSteps(): Promise<void> {
  loaded ??= import('./define-later-steps.ts').then(({ defineLaterSteps }) => defineLaterSteps());
  try {
    await within(timeout, loaded);
  } catch (error) {
    loaded = null;
    throw error;
  }
}
