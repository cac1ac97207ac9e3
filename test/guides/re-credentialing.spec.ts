import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { linkBank } from '../../src/testing/index.ts';

const folder = 'demo/guides/re-credentialing';
const webhookSecret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

let server: Server;
let sandbox: Sandbox;
let origin: string;
let owners: Map<string, string | null>;
let statuses: Map<string, { status: string; asOf: number }>;

test.beforeAll(async () => {
  const app = new Hono();
  server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sandbox = await startSandbox({ webhookUrl: `${origin}/webhooks/araucaria`, webhookSecret });
  Object.assign(process.env, {
    ARAUCARIA_API_KEY: sandbox.apiKey,
    ARAUCARIA_API_URL: sandbox.url,
    ARAUCARIA_WEBHOOK_SECRET: webhookSecret,
  });
  ({ owners, statuses } = await import('../../demo/snippets/session.ts'));
  const { araucaria } = await import('../../demo/recipes/hono.ts');
  const { connections } = await import('../../demo/guides/re-credentialing/connections.ts');
  app.route('/', araucaria).route('/', connections);
  const page = readFileSync(`${folder}/page.html`, 'utf8')
    .replace('https://unpkg.com/araucaria-connect', '/button.js')
    .replace('http://127.0.0.1:4400', sandbox.url);
  app.get('/', (context) => context.html(page));
  for (const [path, file] of [
    ['/banks.js', `${folder}/banks.js`],
    ['/button.js', 'dist/araucaria-connect-button.js'],
  ] as const) {
    app.get(path, (context) => context.body(readFileSync(file, 'utf8'), 200, { 'Content-Type': 'text/javascript' }));
  }
});

test.afterAll(async () => {
  await sandbox.close();
  server.closeAllConnections();
  server.close();
});

/** A connection of the page's visitor, whose bank then refuses the password. */
async function brokenConnection(page: Page, user: string): Promise<string> {
  await page.context().addCookies([{ name: 'session', value: user, url: origin }]);
  const { connectionId } = await sandbox.createConnection();
  owners.set(connectionId, user);
  await sandbox.connect(connectionId);
  await sandbox.failAuth(connectionId);
  await expect.poll(() => statuses.get(connectionId)?.status).toBe('FAILED_AUTH');
  return connectionId;
}

test('a user whose bank password changed reconnects the bank, and disconnects it', async ({ page }) => {
  const connectionId = await brokenConnection(page, 'ana');
  await page.goto(origin);
  await expect(page.getByRole('status').first()).toHaveText('A bank wants you to sign in again.');
  await expect(page.getByRole('button', { name: 'Reconnect your bank' })).toBeVisible();

  expect(await linkBank(page)).toBe(connectionId);
  await expect(page.getByRole('listitem').getByText('Connected', { exact: true })).toBeVisible();
  await expect.poll(() => statuses.get(connectionId)?.status).toBe('CONNECTED');

  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.locator('#news')).toHaveText('The bank is disconnected.');
  await expect(page.getByRole('heading', { name: 'Your banks' })).toBeFocused();
  await expect(page.getByRole('listitem')).toHaveCount(0);
  await expect(sandbox.connection(connectionId)).rejects.toThrow();
  expect(statuses.get(connectionId)?.status).toBe('DISCONNECTED');
});

test('a bank that was reconnected elsewhere shows as connected after a press of the button', async ({ page }) => {
  const connectionId = await brokenConnection(page, 'bea');
  await page.goto(origin);
  await sandbox.connect(connectionId);
  // The webhook that says so was lost.
  await expect.poll(() => statuses.get(connectionId)?.status).toBe('CONNECTED');
  statuses.set(connectionId, { status: 'FAILED_AUTH', asOf: 0 });
  await page.getByRole('button', { name: 'Reconnect your bank' }).click();
  await expect(page.getByRole('listitem').getByText('Connected', { exact: true })).toBeVisible();
});

test('a bank that has ended elsewhere is gone after a press of the button', async ({ page }) => {
  const connectionId = await brokenConnection(page, 'carla');
  await page.goto(origin);
  const { araucaria } = await import('../../demo/guides/backend/client.ts');
  await araucaria.deleteConnection(connectionId);
  await expect.poll(() => statuses.get(connectionId)?.status).toBe('DISCONNECTED');
  statuses.set(connectionId, { status: 'FAILED_AUTH', asOf: 0 });
  await page.getByRole('button', { name: 'Reconnect your bank' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(0);
  expect(statuses.get(connectionId)?.status).toBe('DISCONNECTED');
});

test("another user's connection is neither shown, refreshed nor ended", async ({ page }) => {
  const connectionId = await brokenConnection(page, 'dana');
  await page.context().addCookies([{ name: 'session', value: 'eve', url: origin }]);
  await page.goto(origin);
  await expect(page.getByRole('listitem')).toHaveCount(0);
  for (const [path, method] of [
    [`/api/connections/${connectionId}`, 'DELETE'],
    [`/api/connections/${connectionId}/refresh`, 'POST'],
  ] as const) {
    expect((await page.request.fetch(origin + path, { method })).status(), path).toBe(404);
  }
  expect((await sandbox.connection(connectionId)).status).toBe('FAILED_AUTH');
});
