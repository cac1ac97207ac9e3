import type { Frame } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

/** The bar's close button must be all on screen, whatever was scrolled. */
async function expectCloseOnScreen(frame: Frame): Promise<void> {
  const isOnScreen = await frame.locator('.close').evaluate((close) => {
    const { top, right, bottom, left } = close.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit === close && top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
  });
  expect(isOnScreen).toBe(true);
}

/** Scrolls to the end of the step, which is longer than the screen. */
async function scrollToEnd(frame: Frame): Promise<void> {
  await frame.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  expect(await frame.evaluate(() => scrollY)).toBeGreaterThan(0);
  await expectCloseOnScreen(frame);
}

for (const { width, height, text } of [
  { width: 1024, height: 600, text: 200 },
  { width: 844, height: 390, text: 100 },
  { width: 844, height: 390, text: 200 },
  { width: 320, height: 480, text: 100 },
  { width: 320, height: 480, text: 200 },
]) {
  test(`each step begins at its top, and Close stays, on ${width} by ${height} with text at ${text} %`, async ({
    page,
    widget,
    araucaria,
  }) => {
    await page.setViewportSize({ width, height });
    await widget.open();
    const { frame } = widget;
    await frame.locator('[role="option"]').first().waitFor();
    await frame.evaluate((percent) => (document.documentElement.style.fontSize = `${percent}%`), text);

    const next = async (step: string, button: string): Promise<void> => {
      await scrollToEnd(frame);
      // A click by script, which does not scroll.
      await frame.locator(button).first().dispatchEvent('click');
      await frame.locator(`${step} h1`).waitFor();
      expect(await frame.evaluate(() => scrollY), step).toBe(0);
      await expectCloseOnScreen(frame);
    };

    await next('consent-step', '[role="option"]');
    await next('credential-step', 'consent-step .primary');
    araucaria.api.attempts = [{ status: 'failed', code: 'account-locked', triesLeft: 0 }];
    await frame.getByLabel('User name').fill('ok');
    await frame.getByLabel('Password', { exact: true }).fill('araucaria');
    await next('result-step', 'credential-step .primary');
  });
}
