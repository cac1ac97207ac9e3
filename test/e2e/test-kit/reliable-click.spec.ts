import { expect, test, type Locator } from '@playwright/test';
import { reliableClick } from '../../../src/testing/reliable-click.ts';
import { makeClicksReliable } from '../../support/reliable-clicks.ts';

test.beforeEach(({ page }) => page.setContent('<button onclick="this.value = Number(this.value) + 1">Press</button>'));

/** The same locator, whose first clicks are lost. */
function losingClicks(locator: Locator, clicks: number): Locator {
  let left = clicks;
  const click = (options?: object): Promise<void> => (left-- > 0 ? Promise.resolve() : locator.click(options));
  return Object.assign(Object.create(locator) as Locator, { click });
}

for (const lost of [0, 1]) {
  test(`reliableClick clicks once when ${lost} clicks are lost`, async ({ page }) => {
    const button = page.getByRole('button');
    await reliableClick(losingClicks(button, lost));
    await expect(button).toHaveJSProperty('value', '1');
  });
}

test('makeClicksReliable makes every click reliable', async ({ page }) => {
  makeClicksReliable(page);
  const button = page.getByRole('button');
  await page.evaluate(() =>
    addEventListener('click', (event) => event.stopImmediatePropagation(), { capture: true, once: true }),
  );
  await button.click();
  await expect(button).toHaveJSProperty('value', '1');
});

test('reliableClick resolves when the click leaves the page', async ({ page }) => {
  const button = page.getByRole('button');
  await button.evaluate((element) => element.addEventListener('click', () => (location.href = 'about:blank')));
  await reliableClick(button);
  await expect(page).toHaveURL('about:blank');
});
