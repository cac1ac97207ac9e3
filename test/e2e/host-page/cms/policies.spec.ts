import { expect, test } from '@playwright/test';
import type { Served } from '../../../support/serve.ts';
import { embedTag, expectLink, serveSite } from './site.ts';

const strict = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:";
const trusted = "; require-trusted-types-for 'script'; trusted-types lit-html araucaria-connect";
const link = '<a data-araucaria-connect href="/manual">Link your bank</a>';

let site: Served | undefined;
test.afterEach(() => site?.close());

for (const [what, policy] of [
  ['a strict policy', strict],
  ['Trusted Types', strict + trusted],
  ['a nonce alone', "script-src 'nonce-n0nce'; style-src 'self'"],
  ['strict-dynamic', "script-src 'nonce-n0nce' 'strict-dynamic'; style-src 'self'"],
] as const) {
  test(`an author's link becomes a button under ${what} without a violation`, async ({ page }) => {
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy|TrustedScript/i.test(message.text())) violations.push(message.text());
    });
    const tag = embedTag.replace('<script', '<script nonce="n0nce"');
    site = await serveSite(link, { 'Content-Security-Policy': policy }, tag);
    await page.goto(site.origin);
    await expectLink(page, site, 'Link your bank');
    expect(violations).toEqual([]);
  });
}

test('a user follows the link of a page whose policy refuses the script', async ({ page }) => {
  site = await serveSite(link, { 'Content-Security-Policy': "script-src 'none'" });
  await page.goto(site.origin);
  await expect(page.getByRole('link', { name: 'Link your bank' })).toHaveAttribute('href', '/manual');
});
