import { readFileSync } from 'node:fs';
import { addresses, expect, test } from './support/fixtures.ts';

test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

/** The document of a page. */
const sourceOf = (address: string): string =>
  ['.md', 'index.md', 'README.md'].reduce((found, end) => {
    if (found) return found;
    try {
      return readFileSync(`docs${address}${end}`, 'utf8');
    } catch {
      return '';
    }
  }, '');

for (const address of addresses) {
  test(`a reader without JavaScript has the headings and the code of ${address}`, async ({ page, site }) => {
    await page.goto(site.url + address);
    const source = sourceOf(address);
    const headings = source.replaceAll(/^( *)```[\s\S]*?^\1```/gm, '').match(/^#{1,6} /gm) ?? [];
    const blocks = source.match(/^ *```(?!mermaid)\w+$/gm) ?? [];
    expect(headings.length).toBeGreaterThan(0);
    const shownHeadings = page.locator('.vp-doc :is(h1, h2, h3, h4, h5, h6)');
    await expect(shownHeadings).toHaveCount(headings.length);
    for (const heading of await shownHeadings.all()) await expect(heading).toBeVisible();
    const shownBlocks = page.locator('.vp-doc pre');
    await expect(shownBlocks).toHaveCount(blocks.length);
    for (const block of await shownBlocks.all()) await expect(block).toBeVisible();
  });
}

test('a reader without JavaScript gets from page to page on a phone', async ({ page, site }) => {
  await page.goto(`${site.url}/webhooks`);
  await page.getByRole('link', { name: 'Threat model' }).last().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Threat model');
});
