import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { guideFile } from './guide-site.ts';

const bundle = readFileSync('dist/araucaria-connect-button.js', 'utf8');
const plain = '<araucaria-connect-button preload="none"></araucaria-connect-button>';

/** Shows a button with a style sheet of the guide. */
async function show(page: Page, style: string, markup = plain): Promise<void> {
  await page.setContent(`<!doctype html><html lang="en"><style>${style}</style><main>${markup}</main></html>`);
  await page.addScriptTag({ content: bundle });
  await expect(page.getByRole('button')).toBeVisible();
}

const styleOf = (page: Page, property: string): Promise<string> =>
  page.getByRole('button').evaluate((button, name) => getComputedStyle(button).getPropertyValue(name), property);

test('the button takes the color and the radius of the guide, and a label that is readable on it', async ({ page }) => {
  await show(page, guideFile('theming/brand.css'));
  expect(await styleOf(page, 'background-color')).toBe('rgb(29, 78, 216)');
  expect(await styleOf(page, 'border-radius')).toBe('999px');
  await expect.poll(() => styleOf(page, 'color')).toMatch(/^oklch\(1 0 0\)|^rgb\(255, 255, 255\)/);
});

for (const [colorScheme, background] of [
  ['light', 'rgb(29, 78, 216)'],
  ['dark', 'rgb(182, 204, 255)'],
] as const) {
  test(`the button has the guide's color in ${colorScheme} mode`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await show(page, guideFile('theming/dark.css'));
    expect(await styleOf(page, 'background-color')).toBe(background);
  });
}

test('the parts and states of the guide change the native button', async ({ page }) => {
  await show(page, guideFile('theming/parts.css'));
  expect(await styleOf(page, 'text-transform')).toBe('uppercase');
  const [button, main] = await Promise.all(
    [page.getByRole('button'), page.locator('main')].map((each) => each.boundingBox()),
  );
  expect(button!.width).toBeGreaterThan(main!.width - 2);
  expect(await styleOf(page, 'background-color')).not.toBe('rgba(0, 0, 0, 0)');
  await page.locator('araucaria-connect-button').evaluate((each) => Object.assign(each, { value: 'conn_1' }));
  await expect.poll(() => styleOf(page, 'background-color')).toBe('rgba(0, 0, 0, 0)');
});

test('the button has the label and the icon of the guide', async ({ page }) => {
  await show(page, '', guideFile('theming/label.html'));
  await expect(page.getByRole('button', { name: 'Add an account' })).toBeVisible();
  // The built-in one.
  await expect(page.locator('.icon')).toBeHidden();
  const icon = await page.locator('svg').boundingBox();
  expect(icon!.width).toBeGreaterThan(15);
  expect(icon!.width).toBeLessThan(30);
});
