import { join } from 'node:path';
import { test as base, type Locator, type Page } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { apps } from '../apps.ts';
import { serveApp, type AppServer } from './app-server.ts';
import { startHost } from './host.ts';

/** The page that all apps have. */
export class AppPage {
  readonly page: Page;
  /** The part that shows the button as a control of a form; in Angular once for each kind of form. */
  readonly forms: Locator;
  /** The part where each setting of the button can be changed. */
  readonly settings: Locator;
  /** Errors and warnings of the console. A test takes out those that it expects. */
  readonly complaints: string[] = [];

  constructor(page: Page) {
    this.page = page;
    this.forms = page.getByRole('form');
    this.settings = page.getByRole('region', { name: 'Every setting' });
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
  }

  /** The events that the app was told of, each with what is in its detail. */
  events(): Promise<string[]> {
    return this.settings.getByRole('listitem').allInnerTexts();
  }

  /** How each run ended. */
  async ends(): Promise<string[]> {
    return (await this.events()).filter((line) => /^(success|exit)/.test(line));
  }
}

/** The element itself in one part of the page. */
export const element = (part: Locator): Locator => part.locator('araucaria-connect-button');

/** A property of the element in one part of the page. */
export const property = (part: Locator, name: string): Promise<unknown> =>
  element(part).evaluate((button, key) => (button as unknown as Record<string, unknown>)[key], name);

export { expect } from '@playwright/test';

/** Which app a project of Playwright tests. */
export type AppOptions = { appName: string };

/** A test on the page of one app, with a sandbox and a host of its own. */
export const test = base.extend<
  { sandbox: Sandbox; url: string; html: string; app: AppPage },
  AppOptions & { appServer: AppServer }
>({
  appName: ['', { option: true, scope: 'worker' }],
  appServer: [
    async ({ appName }, use) => {
      await using server = await serveApp(apps[appName]!, join(process.env['APPS_FOLDER']!, appName));
      await use(server);
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  sandbox: async ({}, use) => {
    await using sandbox = await startSandbox({ bankDelay: 50 });
    await use(sandbox);
  },
  url: async ({ appServer, sandbox }, use) => {
    await using host = await startHost(appServer, sandbox);
    await use(host.url);
  },
  html: async ({ url }, use) => use(await (await fetch(url)).text()),
  app: async ({ page, url }, use) => {
    const app = new AppPage(page);
    await page.goto(url);
    // A page that was rendered on a server has its controls disabled until it is hydrated.
    await base.expect(app.settings.getByLabel('Shown')).toBeEnabled();
    await use(app);
    base.expect(app.complaints).toEqual([]);
  },
});
