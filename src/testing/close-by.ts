/**
 * Runs an action that closes the widget, and waits until `gone` resolves. The action's own result does not matter:
 * Playwright rejects it, or never settles it, when the frame goes away meanwhile. If `gone` times out, rejects with the
 * action's error, or with the timeout where the action had none.
 */
export async function closeBy(gone: Promise<unknown>, action: () => Promise<void>): Promise<void> {
  let reason: unknown;
  action().catch((error: unknown) => (reason = error));
  await gone.catch((timeout: unknown) => {
    throw reason ?? timeout;
  });
}
