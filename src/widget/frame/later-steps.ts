let loaded: Promise<void> | null = null;

/** Loads the steps after the list, while the user still chooses. A failure isn't kept: the next call tries again. */
export async function loadLaterSteps(): Promise<void> {
  loaded ??= import('./define-later-steps.ts').then(({ defineLaterSteps }) => defineLaterSteps());
  try {
    await loaded;
  } catch (error) {
    loaded = null;
    throw error;
  }
}
