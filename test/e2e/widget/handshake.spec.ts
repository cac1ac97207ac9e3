import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import type { FakeAraucaria } from './support/servers.ts';

/** A page that embeds the frame without the widget's script, and speaks to it by hand. */
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

/** Sends the frame an `init`, an expression, with so many ports, and `open` over the first. */
async function init(page: Page, message: string, ports: number): Promise<void> {
  await page.evaluate<void>(`{
    const channels = Array.from({ length: ${ports} }, () => new MessageChannel());
    document.querySelector('#bare').contentWindow.postMessage(${message}, '*', channels.map(({ port2 }) => port2));
    globalThis.port = channels[0]?.port1;
    port?.postMessage({ type: 'open', locale: 'en', institution: null, newConnection: true, theme: { accent: '', radius: '' }, renewable: false });
  }`);
}

const proper = "{ araucaria: 'init', version: 1 }";

test('frame 3: a sibling cannot start it', async ({ araucaria, page, host, widget }) => {
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
  // Its parent still can: it was the sender that was wrong.
  await init(page, proper, 1);
  await expect(frame.getByRole('combobox')).toBeVisible();
});

test('frame 4: an init with no port, two ports, or another version is not taken', async ({
  araucaria,
  page,
  widget,
}) => {
  await embed(page, araucaria);
  await init(page, proper, 0);
  await init(page, proper, 2);
  await init(page, "{ araucaria: 'init', version: 2 }", 1);
  await init(page, "{ araucaria: 'init', version: 1, extra: true }", 1);
  await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
  expect(araucaria.api.requests).toEqual([]);
  await init(page, proper, 1);
  await expect(widget.frame.getByRole('combobox')).toBeVisible();
});

test('frame 6: junk over the port is dropped without a word', async ({ araucaria, page, widget }) => {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', ({ message }) => complaints.push(message));
  await embed(page, araucaria);
  await init(page, proper, 1);
  await expect(widget.frame.getByRole('combobox')).toBeVisible();
  await page.evaluate<void>(`for (const junk of [null, 1, '', [], {}, { type: 'token' }, { type: 'token', token: 7, connectionId: 'c' },
    { type: 'token', token: 't', connectionId: '../c' }, { type: 'token', token: 'x'.repeat(4097), connectionId: 'c' },
    { type: 'open', locale: 'es' }, { type: 'leave', now: true }, { type: '__proto__' }, new ArrayBuffer(8)]) port.postMessage(junk)`);
  // Messages arrive in order: when this one has, all of them have.
  await page.evaluate<void>("port.postMessage({ type: 'token', token: 'good', connectionId: 'c' })");
  await expect.poll(() => araucaria.api.to('session').map(({ bearer }) => bearer)).toEqual(['good']);
  await expect(widget.frame.getByRole('combobox')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('frame 12: opened by itself it says where it belongs, and asks for nothing', async ({ araucaria, page }) => {
  await page.goto(`${araucaria.origin}/widget/frame/index.html`);
  await expect(page.getByRole('heading', { name: 'This page opens from an application' })).toBeVisible();
  expect(await page.locator('input').count()).toBe(0);
});

test('frame 13: without an init it never has a field, and says so in the end', async ({ araucaria, page, widget }) => {
  await page.clock.install();
  await page.reload();
  await embed(page, araucaria);
  expect(await widget.frame.locator('input').count()).toBe(0);
  await page.clock.fastForward(15_000);
  await expect(widget.frame.getByRole('heading', { name: 'This page opens from an application' })).toBeVisible();
  expect(await widget.frame.locator('input').count()).toBe(0);
  expect(araucaria.api.requests).toEqual([]);
});
