import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { libraries } from '../../support/replaced-globals.ts';
import { scriptRoute, serve, tokenRoute, type Served } from '../../support/serve.ts';

/** A widget with the documented surface alone. Its users succeed when the test says so. */
const fakeWidget = `window.opened = [];
  window.Araucaria = { open({ connectionId, onSuccess }) { opened.push(() => onSuccess({ connectionId })); } };`;

/** The page's own listeners, and what the button tells. */
const page = `
  window.heard = [];
  window.mine = {};
  for (const name of ['araucaria-open', 'araucaria-success', 'araucaria-exit'])
    addEventListener(name, ({ detail }) => heard.push([name, detail.error?.code]));
  for (const name of ['message', 'pageshow', 'load', 'focusin', 'keydown', 'pagehide', 'beforeunload', 'error'])
    addEventListener(name, () => { mine[name] = (mine[name] ?? 0) + 1; });
  for (const name of ['securitypolicyviolation', 'visibilitychange', 'keydown', 'focusin'])
    document.addEventListener(name, () => { mine['document ' + name] = (mine['document ' + name] ?? 0) + 1; });`;

const element = (origin: string): string =>
  `<araucaria-connect-button token-endpoint="/token" widget-src="${origin}/widget.js"></araucaria-connect-button>`;

let served: Served;
let errors: string[];

async function open(browserPage: Page, ...scripts: string[]): Promise<void> {
  errors = [];
  browserPage.on('pageerror', (error) => errors.push(error.message));
  const routes = Object.fromEntries(scripts.map((source, index) => [`/${index}.js`, scriptRoute(source)]));
  const tags = scripts.map((_, index) => `<script src="/${index}.js"></script>`).join('');
  served = await serve({
    '/': ({ headers }, response) =>
      void response
        .writeHead(200, { 'Content-Type': 'text/html' })
        .end(`<!doctype html>${tags}${element(`http://${headers.host}`)}`),
    '/widget.js': scriptRoute(fakeWidget),
    '/token': tokenRoute,
    ...routes,
  });
  await browserPage.goto(served.origin);
}

test.afterEach(() => served.close());

const bundle = readFileSync('dist/araucaria-connect-button.js', 'utf8');

for (const [name, [library, isThere]] of Object.entries(libraries)) {
  for (const [order, scripts] of Object.entries({
    before: [library, page, bundle],
    after: [page, bundle, library],
  })) {
    test(`${name}, loaded ${order} the button: two runs, an outcome each, and the page's own listeners stay`, async ({
      page: browserPage,
    }) => {
      await open(browserPage, ...scripts);
      expect(await browserPage.evaluate(`Boolean(${isThere})`)).toBe(true);
      const button = browserPage.getByRole('button');
      for (const run of [1, 2]) {
        await button.click();
        await expect.poll(() => browserPage.evaluate('window.opened?.length')).toBe(1);
        await browserPage.evaluate('opened.pop()()');
        await expect(browserPage.getByRole('status')).toHaveText('Your bank is connected.');
        expect(await browserPage.evaluate('heard.length')).toBe(2 * run);
      }
      expect(await browserPage.evaluate('heard')).toEqual([
        ['araucaria-open', undefined],
        ['araucaria-success', undefined],
        ['araucaria-open', undefined],
        ['araucaria-success', undefined],
      ]);
      const before = await browserPage.evaluate('JSON.parse(JSON.stringify(mine))');
      const silent = await browserPage.evaluate(`(() => {
        const before = { ...mine };
        const names = ['message', 'pageshow', 'load', 'focusin', 'keydown', 'pagehide', 'beforeunload', 'error'];
        for (const name of names) dispatchEvent(new Event(name));
        const own = ['securitypolicyviolation', 'visibilitychange', 'keydown', 'focusin'];
        for (const name of own) document.dispatchEvent(new Event(name));
        const all = [...names, ...own.map((name) => 'document ' + name)];
        return all.filter((name) => (mine[name] ?? 0) !== (before[name] ?? 0) + 1);
      })()`);
      expect(before).toBeTruthy();
      expect(silent, 'listeners of the page that hear nothing any more').toEqual([]);
      expect(errors).toEqual([]);
    });

    test(`${name}, loaded ${order} the button: a failure is told, and a removal ends the run`, async ({
      page: browserPage,
    }) => {
      await open(browserPage, ...scripts);
      const outcomes = await browserPage.evaluate(`(async () => {
        const button = document.querySelector('araucaria-connect-button');
        button.tokenEndpoint = '/nothing';
        const failed = await button.open();
        button.tokenEndpoint = '/token';
        const running = button.open();
        button.remove();
        const removed = await running;
        document.body.append(button);
        button.fetchToken = () => Promise.reject(new Error('no'));
        const rejected = await button.open();
        return [failed.error.code, removed.error, rejected.error.code];
      })()`);
      expect(outcomes).toEqual(['token-request-rejected', null, 'token-request-failed']);
      expect(errors).toEqual([]);
    });
  }
}

test('no listener on window or document is tied to a signal: old Zone.js removes the page’s own with it', async ({
  page: browserPage,
}) => {
  const spy = `window.signals = [];
    const { addEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (name, listener, options) {
      const shared = this === window || this === document || this === document.documentElement || this === document.body;
      if (shared && options?.signal) signals.push(name);
      return addEventListener.apply(this, arguments);
    };`;
  await open(browserPage, spy, page, bundle);
  await browserPage.getByRole('button').click();
  await expect.poll(() => browserPage.evaluate('window.opened?.length')).toBe(1);
  await browserPage.evaluate('opened.pop()()');
  await expect(browserPage.getByRole('status')).toHaveText('Your bank is connected.');
  expect(await browserPage.evaluate('signals')).toEqual([]);
});
