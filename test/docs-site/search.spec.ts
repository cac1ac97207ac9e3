import { expect, test } from './support/fixtures.ts';

for (const width of [390, 1440]) {
  test.describe(`on a screen of ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test('the search for an error code finds its page first', async ({ page, site }) => {
      await page.goto(`${site.url}/`);
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByRole('searchbox').fill('widget-blocked');
      await page.getByRole('option').first().click();
      await expect(page).toHaveURL(/\/docs\/errors\/widget-blocked(?:#.*)?$/);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('widget-blocked');
    });
  });
}
