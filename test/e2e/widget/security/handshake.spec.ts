import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import type { FakeAraucaria } from '../support/servers.ts';

/** Embeds the frame in the page without the widget's script, and waits for its `ready` message. */
async function embed(page: Page, araucaria: FakeAraucaria): Promise<void> {
  await page.evaluate(
    (src) =>
      new Promise<void>((resolve) => {
        addEventListener('message', ({ data }) => data.araucaria === 'ready' && resolve());
        const frame = Object.assign(document.createElement('iframe'), { src, id: 'bare', width: 400, height: 600 });
        document.body.append(frame);
      }),
    `${araucaria.origin}/widget/frame/index.html`,
  );
}

/** Posts an `init` message (an expression) with this number of ports to the frame, and `open` over the first port. */
async function init(page: Page, message: string, ports: number): Promise<void> {
  await page.evaluate<void>(`{
    const channels = Array.from({ length: ${ports} }, () => new MessageChannel());
    document.querySelector('#bare').contentWindow.postMessage(${message}, '*', channels.map(({ port2 }) => port2));
    globalThis.port = channels[0]?.port1;
    port?.postMessage({ type: 'open', locale: 'en', institution: null, newConnection: true, theme: { accent: '', radius: '' }, renewable: false });
  }`);
}

const validInit = "{ araucaria: 'init', version: 1 }";

test("a sibling frame can't start the widget's frame", async ({ araucaria, page, host, widget }) => {
  await page.goto(host.url);
  await embed(page, araucaria);
  araucaria.files['sibling.html'] = {
    body: `<!doctype html><script>
      parent.frames[0].postMessage({ araucaria: 'init', version: 1 }, '*', [new MessageChannel().port2]);
      parent.postMessage('sent', '*');
    </script>`,
    policy: '',
  };
  await page.evaluate(
    (src) =>
      new Promise<void>((resolve) => {
        addEventListener('message', ({ data }) => data === 'sent' && resolve());
        document.body.append(Object.assign(document.createElement('iframe'), { src }));
      }),
    `${araucaria.origin}/widget/sibling.html`,
  );
  const frame = widget.frames.find((each) => each.url().endsWith('index.html'))!;
  await frame.evaluate(() => new Promise(requestAnimationFrame));
  expect(araucaria.api.requests).toEqual([]);
  expect(await frame.locator('input').count()).toBe(0);
  // The parent still can: only the sender was wrong.
  await init(page, validInit, 1);
  await expect(frame.getByRole('combobox')).toBeVisible();
});

test('an init message with no port, two ports or another version is ignored', async ({ araucaria, page, widget }) => {
  await embed(page, araucaria);
  await init(page, validInit, 0);
  await init(page, validInit, 2);
  await init(page, "{ araucaria: 'init', version: 2 }", 1);
  await init(page, "{ araucaria: 'init', version: 1, extra: true }", 1);
  await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
  expect(araucaria.api.requests).toEqual([]);
  await init(page, validInit, 1);
  await expect(widget.frame.getByRole('combobox')).toBeVisible();
});

test('malformed messages over the port are ignored without a log line', async ({ araucaria, page, widget }) => {
  const consoleLines: string[] = [];
  page.on('console', (message) => consoleLines.push(message.text()));
  page.on('pageerror', ({ message }) => consoleLines.push(message));
  await embed(page, araucaria);
  await init(page, validInit, 1);
  await expect(widget.frame.getByRole('combobox')).toBeVisible();
  await page.evaluate<void>(`for (const message of [null, 1, '', [], {}, { type: 'token' }, { type: 'token', token: 7, connectionId: 'c' },
    { type: 'token', token: 't', connectionId: '../c' }, { type: 'token', token: 'x'.repeat(4097), connectionId: 'c' },
    { type: 'open', locale: 'es' }, { type: 'leave', now: true }, { type: '__proto__' }, new ArrayBuffer(8)]) port.postMessage(message)`);
  // Messages arrive in order: after this one, all of them have arrived.
  await page.evaluate<void>("port.postMessage({ type: 'token', token: 'good', connectionId: 'c' })");
  await expect.poll(() => araucaria.api.to('session').map(({ bearer }) => bearer)).toEqual(['good']);
  await expect(widget.frame.getByRole('combobox')).toBeVisible();
  expect(consoleLines).toEqual([]);
});

test('the frame opened as a page of its own explains itself and has no field', async ({ araucaria, page }) => {
  await page.goto(`${araucaria.origin}/widget/frame/index.html`);
  await expect(page.getByRole('heading', { name: 'This page doesn’t work on its own' })).toBeVisible();
  expect(await page.locator('input').count()).toBe(0);
});

test('the frame without an init message never has a field, and explains itself after 15 s', async ({
  araucaria,
  page,
  widget,
}) => {
  await page.clock.install();
  await page.reload();
  await embed(page, araucaria);
  expect(await widget.frame.locator('input').count()).toBe(0);
  await page.clock.fastForward(15_000);
  await expect(widget.frame.getByRole('heading', { name: 'This page doesn’t work on its own' })).toBeVisible();
  expect(await widget.frame.locator('input').count()).toBe(0);
  expect(araucaria.api.requests).toEqual([]);
});
