import type { Frame, JSHandle, Locator } from '@playwright/test';

/** As `click` has them. `timeout` in ms, for each wait. */
export type PressOptions = NonNullable<Parameters<Locator['click']>[0]>;

/**
 * Clicks in a frame, and once more where no click arrived. Chromium under load now and then gives the press on a frame
 * to the page below and only its release to the frame, of which Playwright knows nothing.
 */
export async function press(locator: Locator, options: PressOptions = {}): Promise<void> {
  const { timeout } = options;
  const next = await locator.evaluateHandle(nextClick, undefined, timeout === undefined ? {} : { timeout });
  await clickUntilArrived(next, () => locator.click(options));
}

/** As `press`, for a click at a place in the frame. */
export async function pressAt(frame: Frame, click: () => Promise<void>): Promise<void> {
  await clickUntilArrived(await frame.evaluateHandle(nextClick), click);
}

type Click = { arrived: boolean };

/** Runs in the frame: watches for the next click. */
function nextClick(): Click {
  const next = { arrived: false };
  addEventListener('click', () => (next.arrived = true), { capture: true, once: true });
  return next;
}

async function clickUntilArrived(next: JSHandle<Click>, click: () => Promise<void>): Promise<void> {
  await click();
  // Where the click took the frame away, nothing is left to be asked.
  const arrived = await next.evaluate((seen) => seen.arrived).catch(() => true);
  if (!arrived) await click();
}
