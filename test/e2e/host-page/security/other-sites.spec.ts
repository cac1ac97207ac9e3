import { expect, test } from '@playwright/test';
import type { LogEvent } from '../../../../src/sandbox/runtime/log.ts';
import { startSandbox } from '../../../../src/sandbox/start-sandbox.ts';
import { serve } from '../../../support/serve.ts';

/** The result of each kind of request that a page can make to the sandbox. Runs in the page. */
async function tryEveryRequest(sandbox: string): Promise<Record<string, string>> {
  const search = '/widget/api/institutions?q=a';
  const element = (name: string, address: 'src' | 'href', path: string): Promise<string> =>
    new Promise((resolve) => {
      const it = Object.assign(document.createElement(name), { rel: 'stylesheet', [address]: sandbox + path });
      it.addEventListener('load', () => resolve('loaded'));
      it.addEventListener('error', () => resolve('refused'));
      document.body.append(it);
    });
  const fetched = (init: RequestInit): Promise<string> =>
    fetch(sandbox + search, init).then(
      () => 'answered',
      () => 'refused',
    );
  const connected = (Source: typeof EventSource | typeof WebSocket): Promise<string> =>
    new Promise((resolve) => {
      const source = new Source(`${sandbox}/sandbox/events`);
      for (const type of ['open', 'error']) source.addEventListener(type, () => resolve(type));
    });
  return {
    script: await element('script', 'src', search),
    image: await element('img', 'src', '/widget/logos/banco-alerce.svg'),
    style: await element('link', 'href', '/sandbox/console.css'),
    cors: await fetched({}),
    opaque: await fetched({ mode: 'no-cors' }),
    posted: await fetched({ mode: 'no-cors', method: 'POST', body: '{}' }),
    events: await connected(EventSource),
    // `WebSocket` accepts an `http:` URL as `ws:`.
    socket: await connected(WebSocket),
    widget: await element('script', 'src', '/widget/araucaria-connect.js'),
  };
}

for (const [whose, host] of [
  ['another site', 'localhost'],
  ["another port of the sandbox's own host", '127.0.0.1'],
] as const) {
  test(`a page of ${whose} gets only the widget from the sandbox`, async ({ page }) => {
    const requestEvents: LogEvent[] = [];
    await using sandbox = await startSandbox({
      log: (event) => void (event.event === 'request' && requestEvents.push(event)),
    });
    const evil = await serve({ '/': '<!doctype html><body></body>' });
    try {
      await page.goto(evil.origin.replace('127.0.0.1', host));
      expect(await page.evaluate(tryEveryRequest, sandbox.url)).toEqual({
        script: 'refused',
        image: 'refused',
        style: 'refused',
        cors: 'refused',
        // `Cross-Origin-Resource-Policy` makes it an error in the browser, too.
        opaque: 'refused',
        posted: 'refused',
        events: 'error',
        socket: 'error',
        widget: 'loaded',
      });
      const answered = requestEvents.filter((event) => event.event === 'request' && event.status < 400);
      expect(answered.map((event) => event.event === 'request' && event.path)).toEqual([
        '/widget/araucaria-connect.js',
      ]);
    } finally {
      await evil.close();
    }
  });
}

test('another site can link to the console, but not frame it or post a form to it', async ({ page }) => {
  await using sandbox = await startSandbox();
  const console = `${sandbox.url}/sandbox/`;
  const other = await serve({
    '/': `<a href="${console}">console</a><form method="post" action="${console}"><button>send</button></form>
      <iframe src="${console}"></iframe>`,
  });
  try {
    const framed = page.waitForResponse(console);
    const address = other.origin.replace('127.0.0.1', 'localhost');
    await page.goto(address);
    expect((await framed).status()).toBe(403);
    const posted = page.waitForResponse(
      (response) => response.url() === console && response.request().method() === 'POST',
    );
    await page.getByRole('button', { name: 'send' }).click();
    expect((await posted).status()).toBe(403);
    await page.goto(address);
    await page.getByRole('link', { name: 'console' }).click();
    await expect(page.getByRole('heading', { name: 'Araucaria sandbox' })).toBeVisible();
  } finally {
    await other.close();
  }
});
