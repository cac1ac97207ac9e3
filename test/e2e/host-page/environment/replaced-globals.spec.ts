import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { libraries } from '../../../support/replaced-globals.ts';
import { scriptRoute, serve, tokenRoute, type Served } from '../../../support/serve.ts';

/** A widget with the documented functions only; the test reports success. */
const fakeWidget = `window.opened = [];
  window.Araucaria = { open({ connectionId, onSuccess }) { opened.push(() => onSuccess({ connectionId })); } };`;

/** Records the button's events, and counts the calls of the page's own listeners. */
const page = `
  window.events = [];
  window.pageCalls = {};
  for (const name of ['araucaria-open', 'araucaria-success', 'araucaria-exit'])
    addEventListener(name, ({ detail }) => events.push([name, detail.error?.code]));
  for (const name of ['message', 'pageshow', 'load', 'focusin', 'keydown', 'pagehide', 'beforeunload', 'error'])
    addEventListener(name, () => { pageCalls[name] = (pageCalls[name] ?? 0) + 1; });
  for (const name of ['securitypolicyviolation', 'visibilitychange', 'keydown', 'focusin'])
    document.addEventListener(name, () => { pageCalls['document ' + name] = (pageCalls['document ' + name] ?? 0) + 1; });`;

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
    test(`two runs succeed and the page's listeners stay when ${name} is loaded ${order} the button`, async ({
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
        expect(await browserPage.evaluate('events.length')).toBe(2 * run);
      }
      expect(await browserPage.evaluate('events')).toEqual([
        ['araucaria-open', undefined],
        ['araucaria-success', undefined],
        ['araucaria-open', undefined],
        ['araucaria-success', undefined],
      ]);
      const before = await browserPage.evaluate('JSON.parse(JSON.stringify(pageCalls))');
      const silent = await browserPage.evaluate(`(() => {
        const before = { ...pageCalls };
        const names = ['message', 'pageshow', 'load', 'focusin', 'keydown', 'pagehide', 'beforeunload', 'error'];
        for (const name of names) dispatchEvent(new Event(name));
        const own = ['securitypolicyviolation', 'visibilitychange', 'keydown', 'focusin'];
        for (const name of own) document.dispatchEvent(new Event(name));
        const all = [...names, ...own.map((name) => 'document ' + name)];
        return all.filter((name) => (pageCalls[name] ?? 0) !== (before[name] ?? 0) + 1);
      })()`);
      expect(before).toBeTruthy();
      expect(silent, 'listeners of the page that are not called any more').toEqual([]);
      expect(errors).toEqual([]);
    });

    test(`failures are reported and a removal ends the run when ${name} is loaded ${order} the button`, async ({
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

test('no listener on window or document has a signal, with which old Zone.js removes the page’s own', async ({
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
