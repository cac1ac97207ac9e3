import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { test as base } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { createApp } from './app.ts';

/** Each test has an Araucaria and an application to itself, and begins on the application's page. */
export const test = base.extend<{ sandbox: Sandbox; appUrl: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  sandbox: async ({}, use) => {
    await using sandbox = await startSandbox({ appName: 'Piñón' });
    await use(sandbox);
  },
  appUrl: async ({ sandbox }, use) => {
    const server = serve({ fetch: createApp(sandbox).fetch, hostname: 'localhost', port: 0 });
    await once(server, 'listening');
    await use(`http://localhost:${(server.address() as AddressInfo).port}`);
    server.close();
  },
  page: async ({ page, appUrl }, use) => {
    await page.goto(appUrl);
    await use(page);
  },
});

export { expect } from '@playwright/test';
