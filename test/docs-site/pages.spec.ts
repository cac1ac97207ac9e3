import { axeFindings } from '../support/axe.ts';
import { addresses, expect, test } from './support/fixtures.ts';

const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

for (const { colorScheme, viewport } of looks) {
  test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
    test.use({ colorScheme, viewport });

    for (const address of addresses) {
      test(`axe finds nothing on ${address}, which is not wider than the screen`, async ({ page, site }) => {
        await page.goto(site.url + address);
        await page.locator('h1').waitFor();
        expect(await axeFindings(page.mainFrame())).toEqual([]);
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(scrollWidth).toBeLessThanOrEqual(viewport.width);
      });
    }
  });
}
