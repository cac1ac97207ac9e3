import { expect, test } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { exitWidget, linkBank } from '../../src/testing/index.ts';
import type { Served } from '../support/serve.ts';
import { serveGuidePage } from './guide-page.ts';

type Button = HTMLElement & { open(): Promise<unknown> };

let sandbox: Sandbox;
let site: Served;

test.beforeAll(async () => {
  sandbox = await startSandbox();
  site = await serveGuidePage('demo/guides/faq/web-view.html', sandbox);
});
test.afterAll(async () => {
  await site.close();
  await sandbox.close();
});

test('an app is told by its web view of a linked bank and of a widget that was closed', async ({ page }) => {
  await page.addInitScript(() => {
    const messages: string[] = [];
    Object.assign(self, { messages, ReactNativeWebView: { postMessage: (text: string) => messages.push(text) } });
  });
  await page.goto(site.origin);
  const connectionId = await linkBank(page);
  await page.getByRole('button').click();
  await exitWidget(page);
  await expect
    .poll(() => page.evaluate(() => (self as unknown as { messages: string[] }).messages))
    .toEqual([JSON.stringify({ connectionId }), '{"error":null}']);
});

test('open() of a hidden button needs no press, opens no window, and leaves no cookie and nothing stored', async ({
  context,
  page,
}) => {
  await page.goto(site.origin);
  await page.evaluate(() => {
    const button = document.querySelector<Button>('araucaria-connect-button')!;
    button.hidden = true;
    void button.open();
  });
  const connectionId = await linkBank(page, { opener: null });
  expect((await sandbox.connection(connectionId)).status).toBe('CONNECTED');
  expect(context.pages()).toHaveLength(1);
  expect(await context.storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] });
});

test('one bank that is linked twice is two connections', async ({ page }) => {
  await page.goto(site.origin);
  const first = await linkBank(page);
  const second = await linkBank(page);
  expect(second).not.toBe(first);
  const { institutionId } = await sandbox.connection(first);
  expect(await sandbox.connection(second)).toEqual({ connectionId: second, status: 'CONNECTED', institutionId });
});
