import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { scriptRoute, serve, tokenRoute, type Served } from '../../../support/serve.ts';

/** A widget that records each call of `open`; the test calls back. */
const fakeWidget = `window.opened = [];
  window.Araucaria = { open({ connectionId, onSuccess }) { opened.push(() => onSuccess({ connectionId })); } };`;

/** An import map resolves package names to files, as a bundler would for a host that installs the package. */
const imports = {
  'araucaria-connect': '/package/dist/button/index.js',
  lit: '/package/node_modules/lit/index.js',
  'lit/': '/package/node_modules/lit/',
  'lit-html': '/package/node_modules/lit-html/lit-html.js',
  'lit-html/': '/package/node_modules/lit-html/',
  'lit-element/': '/package/node_modules/lit-element/',
  '@lit/reactive-element': '/package/node_modules/@lit/reactive-element/reactive-element.js',
};

const attributes = 'token-endpoint="/token" widget-src="ORIGIN/widget.js"';

/** The script tag's copy makes the first button; the npm module's copy, with a Lit of its own, makes the second. */
const html = `<script type="importmap">${JSON.stringify({ imports })}</script>
  <script src="/bundle.js"></script>
  <araucaria-connect-button ${attributes}></araucaria-connect-button>
  <second-connect-button ${attributes}></second-connect-button>
  <script type="module" src="/second.js"></script>`;

const secondCopy = `import { AraucariaConnectButton } from 'araucaria-connect';
  window.isOneDefinition = !(document.querySelector('araucaria-connect-button') instanceof AraucariaConnectButton);
  customElements.define('second-connect-button', class extends AraucariaConnectButton {});`;

let served: Served;
let errors: string[];

async function open(page: Page, headers: Record<string, string> = {}): Promise<void> {
  errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  served = await serve(
    {
      '/': (request, response) =>
        void response
          .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
          .end(html.replaceAll('ORIGIN', `http://${request.headers.host}`)),
      '/bundle.js': scriptRoute(readFileSync('dist/araucaria-connect-button.js')),
      '/second.js': scriptRoute(secondCopy),
      '/widget.js': scriptRoute(fakeWidget),
      '/token': tokenRoute,
    },
    headers,
  );
  await page.route('**/package/**', (route) =>
    route.fulfill({ path: new URL(route.request().url()).pathname.replace('/package/', './') }),
  );
  await page.goto(served.origin);
}

test.afterEach(() => served.close());

/** Clicks one of the buttons and reports success. */
async function link(page: Page, tag: 'araucaria-connect-button' | 'second-connect-button'): Promise<void> {
  await page.locator(tag).getByRole('button').click();
  await expect.poll(() => page.evaluate('window.opened?.length')).toBe(1);
  await page.evaluate('opened.pop()()');
  await expect(page.locator(tag).getByRole('status')).toHaveText('Your bank is connected.');
}

test('the bundle and the npm module on one page share one definition, and both buttons work', async ({ page }) => {
  await open(page);
  await link(page, 'araucaria-connect-button');
  await link(page, 'second-connect-button');
  expect(await page.evaluate('isOneDefinition')).toBe(true);
  expect(errors).toEqual([]);
});

test('two copies load the widget once and open one at a time', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('button')).toHaveCount(2);
  const codes = await page.evaluate(`(async () => {
    const [first, second] = document.querySelectorAll('araucaria-connect-button, second-connect-button');
    const outcomes = [first.open(), second.open()];
    const busy = await Promise.race(outcomes);
    opened.pop()();
    return [busy.error?.code, ...(await Promise.all(outcomes)).map(({ status }) => status).sort()];
  })()`);
  expect(codes).toEqual(['widget-busy', 'exit', 'success']);
  expect(served.requests.filter((path) => path === '/widget.js')).toHaveLength(1);
  expect(errors).toEqual([]);
});

const trusted = "require-trusted-types-for 'script'; trusted-types lit-html araucaria-connect";

test("a second copy of Lit works under Trusted Types with 'allow-duplicates'", async ({ page }) => {
  await open(page, { 'Content-Security-Policy': `${trusted} 'allow-duplicates'` });
  await link(page, 'araucaria-connect-button');
  await link(page, 'second-connect-button');
  expect(errors).toEqual([]);
});

test("the first copy keeps working under Trusted Types without 'allow-duplicates'", async ({ page }) => {
  await open(page, { 'Content-Security-Policy': trusted });
  await link(page, 'araucaria-connect-button');
  expect(errors.join()).toMatch(/policy.*lit-html/i);
});
