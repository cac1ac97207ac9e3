/**
 * Loads the file that explains the failures of a button in the console. In the bundles for script tags it is
 * `araucaria-connect-debug.js`, beside the button's own script.
 */
export async function loadDebug(button: HTMLElement): Promise<void> {
  try {
    const { explainFailures } = await import('./debug/index.ts');
    explainFailures(button);
  } catch (error) {
    console.warn('<araucaria-connect-button debug>: araucaria-connect-debug.js failed to load.', error);
  }
}
