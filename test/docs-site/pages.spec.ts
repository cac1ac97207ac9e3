import { axeFindings } from '../support/axe.ts';
import { addresses, expect, test } from './support/fixtures.ts';

declare global {
  /** The names of the elements that moved while the page loaded. */
  var shifted: string[];
}

type LayoutShift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };

function watchShifts(): void {
  globalThis.shifted = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries() as LayoutShift[]) {
      // On a phone, the theme moves a link of its bar by 4 px: 0.0003.
      if (value < 0.001) continue;
      for (const { node } of sources) globalThis.shifted.push(node?.nodeName ?? 'removed');
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

for (const { colorScheme, viewport } of looks) {
  test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
    test.use({ colorScheme, viewport });

    for (const address of addresses) {
      test(`axe finds nothing on ${address}, which fits the screen and does not move`, async ({ page, site }) => {
        await page.addInitScript(watchShifts);
        await page.goto(site.url + address, { waitUntil: 'networkidle' });
        await page.locator('h1').waitFor();
        expect(await page.evaluate(() => globalThis.shifted)).toEqual([]);
        expect(await axeFindings(page.mainFrame())).toEqual([]);
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(scrollWidth).toBeLessThanOrEqual(viewport.width);
      });
    }
  });
}
