import type { Frame } from '@playwright/test';

/**
 * Waits until a frame has been painted. Playwright clicks as soon as the element exists. A browser under load gives a
 * click on a frame that is not painted yet to the page below, without an error.
 */
export async function waitForPaint(frame: Frame): Promise<void> {
  // The second callback runs only after the first frame was painted.
  await frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
