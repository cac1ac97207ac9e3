import type { Frame, JSHandle, Locator } from '@playwright/test';

/** The options of `Locator.click`. `timeout`: in ms, for each wait. */
export type ClickOptions = NonNullable<Parameters<Locator['click']>[0]>;

/**
 * Clicks in a frame, and clicks again if no click event arrived. Chromium under load sometimes sends the mouse press to
 * the page below the frame and only the release to the frame. Playwright does not notice.
 */
export async function reliableClick(locator: Locator, options: ClickOptions = {}): Promise<void> {
  const { timeout } = options;
  const next = await locator.evaluateHandle(nextClick, undefined, timeout === undefined ? {} : { timeout });
  await clickUntilArrived(next, () => locator.click(options));
}

/** As `reliableClick`, for a click at coordinates: `click` does it. */
export async function reliableClickAt(frame: Frame, click: () => Promise<void>): Promise<void> {
  await clickUntilArrived(await frame.evaluateHandle(nextClick), click);
}

type Click = { arrived: boolean };

/** Runs in the frame: records whether a click arrives. */
function nextClick(): Click {
  const next = { arrived: false };
  addEventListener('click', () => (next.arrived = true), { capture: true, once: true });
  return next;
}

async function clickUntilArrived(next: JSHandle<Click>, click: () => Promise<void>): Promise<void> {
  await click();
  // A click that removed the frame has arrived.
  const arrived = await next.evaluate((seen) => seen.arrived).catch(() => true);
  if (!arrived) await click();
}
