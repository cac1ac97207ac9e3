import { expect, test, type Locator } from '@playwright/test';
import { reliableClick } from '../../../src/testing/reliable-click.ts';
import { makeClicksReliable } from '../../support/reliable-clicks.ts';

test.beforeEach(({ page }) => page.setContent('<button onclick="this.value = Number(this.value) + 1">Press</button>'));

/** The same place, where the first so many clicks get lost. */
function losing(locator: Locator, clicks: number): Locator {
  let left = clicks;
  const click = (options?: object): Promise<void> => (left-- > 0 ? Promise.resolve() : locator.click(options));
  return Object.assign(Object.create(locator) as Locator, { click });
}

for (const lost of [0, 1]) {
  test(`counts once, with ${lost} clicks lost on the way`, async ({ page }) => {
    const button = page.getByRole('button');
    await reliableClick(losing(button, lost));
    await expect(button).toHaveJSProperty('value', '1');
  });
}

test('makes every click of a suite', async ({ page }) => {
  makeClicksReliable(page);
  const button = page.getByRole('button');
  await page.evaluate(() =>
    addEventListener('click', (event) => event.stopImmediatePropagation(), { capture: true, once: true }),
  );
  await button.click();
  await expect(button).toHaveJSProperty('value', '1');
});

test('is done when the click takes its page away', async ({ page }) => {
  const button = page.getByRole('button');
  await button.evaluate((element) => element.addEventListener('click', () => (location.href = 'about:blank')));
  await reliableClick(button);
  await expect(page).toHaveURL('about:blank');
});
