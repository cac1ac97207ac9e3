import { test as base } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { startApp } from './start-app.ts';

/** Each test has its own sandbox and application, and starts on the application's page. */
export const test = base.extend<{ sandbox: Sandbox; appUrl: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  sandbox: async ({}, use) => {
    await using sandbox = await startSandbox({ appName: 'Piñón' });
    await use(sandbox);
  },
  appUrl: async ({ sandbox }, use) => {
    await using app = await startApp(sandbox);
    await use(app.url);
  },
  page: async ({ page, appUrl }, use) => {
    await page.goto(appUrl);
    await use(page);
  },
});

export { expect } from '@playwright/test';
