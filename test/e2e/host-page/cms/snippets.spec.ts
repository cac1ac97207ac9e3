import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { scriptRoute, serve, tokenRoute, type Served } from '../../../support/serve.ts';
import { expect, test, WidgetPage } from '../../widget/support/fixtures.ts';
import { expectLink, serveSite } from './site.ts';

/** A snippet of docs/cms.md. */
const snippet = (name: string): string => readFileSync(`demo/cms/${name}`, 'utf8');

const unpkg = 'https://unpkg.com/araucaria-connect/dist/araucaria-connect-embed.js';

let site: Served | undefined;
test.afterEach(() => site?.close());

test("a user links a bank with the administrator's script and the author's link", async ({ page }) => {
  const tag = snippet('script.html')
    .replace(unpkg, '/embed.js')
    .replace('"/api/widget-token"', '"/token" data-widget-src="ORIGIN/widget.js"');
  site = await serveSite(snippet('author.html'), {}, tag);
  await page.goto(site.origin);
  await expectLink(page, site, 'Connect your bank');
});

test('the token endpoint gets the signed ref of the page', async ({ page }) => {
  const app = await serve({
    '/connect.js': scriptRoute(
      snippet('connect.js').replace(unpkg, '/embed.js').replace('https://app.example.com', '').replace('/widget-', '/'),
    ),
    '/embed.js': scriptRoute(readFileSync('dist/araucaria-connect-embed.js')),
    '/token': tokenRoute,
    '/page': `${snippet('author.html')}${snippet('ref-script.html').replace('https://app.example.com', '')}`,
  });
  site = app;
  await page.route('https://api.araucaria.money/**', (route) => route.abort());
  const request = page.waitForRequest('**/token?*');
  await page.goto(`${app.origin}/page?ref=${encodeURIComponent('a+b.1.c/d')}`);
  await page.getByRole('button', { name: 'Connect your bank' }).click();
  expect(new URL((await request).url()).searchParams.get('ref')).toBe('a+b.1.c/d');
});

/** The widget in a page that is itself in a frame. */
class EmbeddedWidget extends WidgetPage {
  readonly host: string;

  constructor(page: Page, host: string) {
    super(page);
    this.host = host;
  }

  override get frames() {
    return this.page
      .frames()
      .find((frame) => frame.url() === this.host)!
      .childFrames();
  }
}

test('a user links a bank in the iframe of the guide, with its size and its sandbox', async ({ host, page }) => {
  site = await serve({ '/': snippet('iframe.html').replace('https://app.example.com/connect', host.url) });
  await page.goto(site.origin);
  const embedded = page.frames().find((frame) => frame.url() === host.url)!;
  expect(await embedded.evaluate(() => [innerWidth, innerHeight])).toEqual([360, 600]);
  const ended = embedded.evaluate(`new Promise((resolve) => Araucaria.open({ token: 't', connectionId: 'conn_1',
    onSuccess: () => resolve('success'), onExit: (error) => resolve(error) }))`);
  await expect.poll(() => embedded.childFrames().length).toBe(1);
  const widget = new EmbeddedWidget(page, host.url);
  await widget.chooseBank();
  await widget.signIn();
  await expect.poll(() => widget.frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await widget.closeWith('Done');
  expect(await ended).toBe('success');
});
