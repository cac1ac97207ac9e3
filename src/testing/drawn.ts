import type { Frame } from '@playwright/test';

/**
 * Waits until a frame has been drawn. Playwright clicks as soon as the element is there, and a browser under load gives
 * a click on a frame that is not on screen yet to the page below, without a word.
 */
export async function drawn(frame: Frame): Promise<void> {
  // The second turn comes only when the first has been drawn.
  await frame.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
