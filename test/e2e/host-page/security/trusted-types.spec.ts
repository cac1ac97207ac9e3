import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { scriptRoute, serve, tokenRoute, type Served } from '../../../support/serve.ts';

const fakeWidget = `window.loaded = 'widget'; window.Araucaria = {
  open({ connectionId, onSuccess }) { setTimeout(() => onSuccess({ connectionId })); },
};`;

const strictDynamic = "script-src 'nonce-n0nce' 'strict-dynamic'; base-uri 'none'";
const trusted = "require-trusted-types-for 'script'; trusted-types lit-html araucaria-connect the-page";

const script = (source: string): string => `<script nonce="n0nce">${source}</script>`;
const bundle = '<script nonce="n0nce" src="/bundle.js"></script>';
const button = (attributes = ''): string =>
  `<araucaria-connect-button token-endpoint="/token" nonce="n0nce" ${attributes}></araucaria-connect-button>`;

/** Records the outcome. Scripts appended to it can use `button`. */
const recorder = `const button = document.querySelector('araucaria-connect-button');
  addEventListener('araucaria-exit', ({ detail }) => { window.problem = detail.error; });
  addEventListener('araucaria-success', () => { window.linked = true; });`;

let served: Served;
let requestedUrls: string[];

/** Opens a page whose address is neither loopback nor Araucaria's. Scripts of other hosts are answered, too. */
async function open(page: Page, html: string, policy = `${strictDynamic}; ${trusted}`): Promise<void> {
  requestedUrls = [];
  served = await serve({
    '/bundle.js': scriptRoute(readFileSync('dist/araucaria-connect-button.js')),
    '/token': tokenRoute,
  });
  await page.route('**', async (route) => {
    const { hostname, pathname } = new URL(route.request().url());
    requestedUrls.push(`${hostname}${pathname}`);
    if (hostname !== 'shop.example') {
      const body =
        hostname.endsWith('araucaria.money') || hostname === 'cdn.example' ? fakeWidget : 'window.loaded = "evil";';
      return route.fulfill({ body, contentType: 'text/javascript' });
    }
    if (pathname !== '/') return route.fulfill({ response: await route.fetch({ url: served.origin + pathname }) });
    return route.fulfill({ body: html, contentType: 'text/html', headers: { 'Content-Security-Policy': policy } });
  });
  await page.goto('https://shop.example/');
}

test.afterEach(async ({ page }) => {
  // A token request may still be under way.
  await page.unrouteAll({ behavior: 'wait' });
  await served.close();
});

for (const preload of ['none', 'intent', 'eager']) {
  for (const src of [
    'https://evil.example/x.js',
    '/x.js',
    '//evil.example/x.js',
    'data:text/javascript,loaded="evil"',
  ]) {
    test(`injected markup with preload="${preload}" runs no script from ${src} under strict-dynamic`, async ({
      page,
    }) => {
      await open(page, `${bundle}${button(`preload="${preload}" widget-src='${src}'`)}${script(recorder)}`);
      await page.getByRole('button').hover();
      await page.getByRole('button').click();
      await expect.poll(() => page.evaluate('window.problem?.code')).toBe('misconfigured');
      expect(await page.evaluate('problem.message')).toContain('widgetSrc');
      expect(await page.evaluate('window.loaded')).toBe(undefined);
      expect(requestedUrls.filter((url) => url.endsWith('x.js'))).toEqual([]);
    });
  }
}

test('the documented script loads under strict-dynamic and Trusted Types', async ({ page }) => {
  await open(page, `${bundle}${button()}${script(recorder)}`);
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('window.linked')).toBe(true);
  expect(requestedUrls).toContain('api.araucaria.money/widget/araucaria-connect.js');
});

test("the property takes a TrustedScriptURL of the page's own policy under Trusted Types", async ({ page }) => {
  const property = `button.widgetSrc = trustedTypes.createPolicy('the-page', { createScriptURL: (url) => url })
    .createScriptURL('https://cdn.example/widget.js');`;
  await open(page, `${bundle}${button()}${script(recorder + property)}`);
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('window.linked')).toBe(true);
});

test('a TrustedScriptURL that a <base> redirects is not loaded', async ({ page }) => {
  const property = `button.widgetSrc = trustedTypes.createPolicy('the-page', { createScriptURL: (url) => url })
    .createScriptURL('/widget.js');`;
  await open(
    page,
    `${bundle}${button()}${script(recorder + property)}<base href="https://evil.example/">`,
    `${strictDynamic.replace("; base-uri 'none'", '')}; ${trusted}`,
  );
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('window.problem?.code')).toBe('widget-blocked');
  expect(requestedUrls.filter((url) => url.startsWith('evil'))).toEqual([]);
});

test('the property takes only known addresses as text under Trusted Types, and the error says what helps', async ({
  page,
}) => {
  await open(page, `${bundle}${button()}${script(`${recorder} button.widgetSrc = 'https://cdn.example/widget.js';`)}`);
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('window.problem?.code')).toBe('widget-blocked');
  expect(await page.evaluate('problem.message')).toContain('TrustedScriptURL');
  expect(requestedUrls).not.toContain('cdn.example/widget.js');
});

test("a page's own default policy may allow any address as text", async ({ page }) => {
  const policy = "trustedTypes.createPolicy('default', { createScriptURL: (url) => url });";
  const property = "button.widgetSrc = 'https://cdn.example/widget.js';";
  await open(
    page,
    `${script(policy)}${bundle}${button()}${script(recorder + property)}`,
    `${strictDynamic}; ${trusted} default`,
  );
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('window.linked')).toBe(true);
});

test('the property takes any address as text without Trusted Types', async ({ page }) => {
  await open(
    page,
    `${bundle}${button()}${script(`${recorder} button.widgetSrc = 'https://cdn.example/widget.js';`)}`,
    strictDynamic,
  );
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('window.linked')).toBe(true);
});

test("the button's policy refuses every URL that markup may not name", async ({ page }) => {
  await open(page, `${bundle}${button()}${script(recorder)}`);
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('window.linked')).toBe(true);
  const made = await page.evaluate(`(() => {
    const { policy } = globalThis[Symbol.for('araucaria-connect/1')];
    return ['https://evil.example/x.js', 'https://araucaria.money.evil.example/', '/x.js', 'data:,1', ''].map((url) => {
      try { return String(policy.createScriptURL(url)); } catch { return 'refused'; }
    });
  })()`);
  expect(made).toEqual(Array.from({ length: 5 }, () => 'refused'));
});

test('the error names mixed content and is not retryable when an http script fails on an https page', async ({
  page,
}) => {
  await open(
    page,
    `${bundle}${button('widget-src="http://127.0.0.1:4400/widget.js"')}${script(recorder)}`,
    strictDynamic,
  );
  await page.route('http://127.0.0.1:4400/**', (route) => route.abort());
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('window.problem?.code')).toBe('widget-load-failed');
  expect(await page.evaluate('problem.message')).toContain('Safari blocks http on https pages');
  expect(await page.evaluate('problem.retryable')).toBe(false);
  await expect(page.getByRole('status')).toHaveText('You can’t connect a bank right now.');
});
