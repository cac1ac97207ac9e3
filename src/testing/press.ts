import type { Locator } from '@playwright/test';

/** As `click` has them. `timeout` in ms, for each wait. */
export type PressOptions = NonNullable<Parameters<Locator['click']>[0]>;

/**
 * Clicks in a frame, and once more where no click arrived. Chromium under load now and then gives the press on a frame
 * to the page below and only its release to the frame, of which Playwright knows nothing.
 */
export async function press(locator: Locator, options: PressOptions = {}): Promise<void> {
  const { timeout } = options;
  const heard = await locator.evaluateHandle(
    () => {
      const click = { arrived: false };
      addEventListener('click', () => (click.arrived = true), { capture: true, once: true });
      return click;
    },
    undefined,
    timeout === undefined ? {} : { timeout },
  );
  await locator.click(options);
  // Where the click took the frame away, nothing is left to be asked.
  const arrived = await heard.evaluate((click) => click.arrived).catch(() => true);
  if (!arrived) await locator.click(options);
}
