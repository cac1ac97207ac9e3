/**
 * Does what closes the widget, and waits until it is gone. How the action ends does not matter then: Playwright rejects
 * it, or waits in vain, where its frame goes meanwhile. Where the widget stays, the action's error says why.
 */
export async function untilGone(gone: Promise<unknown>, action: () => Promise<void>): Promise<void> {
  let reason: unknown;
  action().catch((error: unknown) => (reason = error));
  await gone.catch((timeout: unknown) => {
    throw reason ?? timeout;
  });
}
