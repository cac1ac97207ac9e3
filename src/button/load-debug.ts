import { importDebug } from './import-debug.ts';

/** Loads what explains the failures of a button in the console. */
export async function loadDebug(button: HTMLElement): Promise<void> {
  try {
    const { explainFailures } = await importDebug();
    explainFailures(button);
  } catch (error) {
    console.warn('<araucaria-connect-button debug>: araucaria-connect-debug.js failed to load.', error);
  }
}
