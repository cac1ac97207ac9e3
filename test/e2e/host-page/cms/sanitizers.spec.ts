import { expect, test, type Page } from '@playwright/test';
import { axeFindings } from '../../../support/axe.ts';
import type { Served } from '../../../support/serve.ts';
import { expectLink, serveSite } from './site.ts';

const evil = 'data-token-endpoint="/evil" data-widget-src="/evil.js"';

/** What an author may write, with the label that the button has then. */
const markup: [string, string][] = [
  ['<a data-araucaria-connect href="/manual">Link your <strong>bank</strong></a>', 'Link your bank'],
  ['<p><a href="/manual" data-araucaria-connect="">Link your bank</a></p>', 'Link your bank'],
  ['<div data-araucaria-connect="true">Link your bank</div>', 'Link your bank'],
  ['<p>Now: <span data-araucaria-connect>Link your bank</span></p>', 'Link your bank'],
  ['<div data-araucaria-connect><p>&nbsp;</p></div>', 'Connect your bank'],
];

/** What a hostile author adds, to choose an endpoint, a script or a connection. */
const hostile = [
  `<img name="currentScript" ${evil} alt="">`,
  `<form name="scripts"><input name="length" ${evil}></form>`,
  `<script src="/embed.js" ${evil}></script>`,
  '<base href="/evil/">',
  '<araucaria-connect-button token-endpoint="/evil" connection-id="conn_evil">Other</araucaria-connect-button>',
  `<a data-araucaria-connect href="/evil" ${evil} token-endpoint="/evil" data-connection-id="conn_evil">Link your bank</a>`,
].join('');

let site: Served | undefined;
test.afterEach(() => site?.close());

/** Opens an empty page with a library, in which its functions can be called. */
async function load(page: Page, path: string): Promise<void> {
  await page.route('http://library.test/**', (route) => {
    const { pathname } = new URL(route.request().url());
    return pathname === '/'
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><textarea></textarea>' })
      : route.fulfill({ path: `node_modules${pathname}` });
  });
  await page.goto('http://library.test/');
  await page.addScriptTag({ url: path });
}

/** What a library lets an author publish. */
const libraries: Record<string, (page: Page, html: string) => Promise<string>> = {
  async DOMPurify(page, html) {
    await load(page, '/dompurify/dist/purify.js');
    return page.evaluate((dirty) => (globalThis as unknown as Purify).DOMPurify.sanitize(dirty), html);
  },
  async TinyMCE(page, html) {
    await load(page, '/tinymce/tinymce.js');
    return page.evaluate(async (dirty) => {
      const { tinymce } = globalThis as unknown as Tiny;
      const [editor] = await tinymce.init({ selector: 'textarea', license_key: 'gpl' });
      editor!.setContent(dirty);
      return editor!.getContent();
    }, html);
  },
};

type Purify = { DOMPurify: { sanitize(html: string): string } };
type Editor = { setContent(html: string): void; getContent(): string };
type Tiny = { tinymce: { init(options: object): Promise<Editor[]> } };

for (const [library, publish] of Object.entries(libraries)) {
  for (const [html, name] of markup) {
    test(`a user links a bank with ${html} of an author, as ${library} leaves it`, async ({ page }) => {
      site = await serveSite(await publish(page, html));
      await page.goto(site.origin);
      await expectLink(page, site, name);
      expect(await axeFindings(page.mainFrame())).toEqual([]);
    });
  }

  test(`a hostile author chooses nothing, as ${library} leaves it`, async ({ page }) => {
    site = await serveSite(await publish(page, hostile));
    await page.goto(site.origin);
    await expectLink(page, site, 'Link your bank');
  });
}
