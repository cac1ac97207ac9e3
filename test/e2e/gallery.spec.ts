import { buttonStates } from '../gallery/button-states.ts';
import { widgetStates } from '../gallery/states.ts';
import { axeFindings } from '../support/axe.ts';
import { expect } from '../support/demo.ts';
import { test } from '../support/gallery.ts';

test('the gallery lists every state, and shows the chosen one in the look that is switched on', async ({
  page,
  gallery,
}) => {
  await page.goto(gallery.url);
  const states = page.locator('.states li:not(:first-child) a, .states h2 + ul a');
  await expect(states).toHaveText(Object.keys(widgetStates));
  await page.getByRole('link', { name: /^button/ }).click();
  await expect(states).toHaveText(Object.keys(buttonStates));
  await page.getByRole('link', { name: /^widget/ }).click();
  await states.getByText('consent', { exact: true }).click();
  for (const label of ['ES', 'Dark', '320', '200 %']) await page.getByText(label, { exact: true }).click();

  await expect(async () => {
    const frame = page.frames().find((each) => each.url().includes('/frame/index.html?state=consent&'));
    expect(await frame?.locator('consent-step h1').innerText()).toBe('¿Conectar Banco Alerce con Quilla?');
    expect(
      await frame?.evaluate(() => [
        getComputedStyle(document.documentElement).fontSize,
        getComputedStyle(document.documentElement).backgroundColor,
        innerWidth,
      ]),
    ).toEqual(['32px', 'rgb(22, 32, 28)', 320]);
  }).toPass();
});

test('the arrow keys go through the states, which do not keep the keyboard', async ({ page, gallery }) => {
  await page.goto(`${gallery.url}?state=form`);
  const shown = page.getByRole('status').filter({ hasText: /ms$/ });
  const current = page.locator('.states [aria-current]');
  const expectShown = async (state: string) => {
    await expect(current).toHaveText(state);
    // Until then the state may take the focus, and with it the keys.
    await shown.waitFor();
    await expect(current).toBeFocused();
  };
  for (const state of ['form', 'form-missing', 'form-rut-wrong']) {
    await expectShown(state);
    await page.keyboard.press('ArrowDown');
  }
  await expectShown('form-hint');
  await page.keyboard.press('ArrowUp');
  await expectShown('form-rut-wrong');
});

test('axe finds nothing in the gallery itself', async ({ page, gallery }) => {
  await page.goto(`${gallery.url}?element=button`);
  await page.locator('.states a').first().waitFor();
  expect(await axeFindings(page.mainFrame())).toEqual([]);
});
