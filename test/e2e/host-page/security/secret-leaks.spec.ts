import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { startDemo } from '../../../../demo/start-demo.ts';
import { DemoPage } from '../../../support/demo.ts';

/** Credentials that are no scenario of the sandbox, so the bank refuses them. */
const typed = { user: 'canary-user-83fd', password: 'canary-password-19c2' };

const test = base.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'araucaria-secret-leaks-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

test('the token and the typed credentials appear in no page, log, URL or file', async ({ page, folder }) => {
  const logged: string[] = [];
  const { log, error, warn } = console;
  const listen = (...args: unknown[]): void => void logged.push(args.map(String).join(' '));
  Object.assign(console, { log: listen, error: listen, warn: listen });
  const sandbox = { port: 0, bankDelay: 50, database: join(folder, 'sandbox.sqlite') };
  const demo = await startDemo({ port: 0, database: join(folder, 'host.sqlite'), sandbox });

  const consoleText: string[] = [];
  const urls: string[] = [];
  const tokens: string[] = [];
  page.on('console', (message) => consoleText.push(message.text()));
  page.on('request', (request) => urls.push(request.url()));
  await page.route('**/api/widget-token', async (route) => {
    const response = await route.fetch();
    tokens.push(((await response.json()) as { widgetToken: string }).widgetToken);
    await route.fulfill({ response });
  });
  await page.addInitScript(() => {
    const events: string[] = [];
    Object.assign(globalThis, { events });
    for (const name of ['araucaria-open', 'araucaria-success', 'araucaria-exit', 'message'])
      addEventListener(name, (event) => {
        const { detail, data } = event as CustomEvent & MessageEvent;
        events.push(JSON.stringify([name, detail, data]));
      });
  });

  try {
    await page.goto(demo.hostUrl);
    const quilla = new DemoPage(page, demo);
    const widget = await quilla.toForm();
    await quilla.signIn(widget, typed.user, typed.password);
    await expect(widget.getByText(/didn’t accept/)).toBeVisible();
    await quilla.signIn(widget, 'otp');
    await widget.getByLabel('6-digit code').fill('123456');
    await expect(quilla.log).toContainText('connection.connected');
    await expect(quilla.log).toContainText('araucaria-success');

    const inPage = await page.evaluate(() =>
      JSON.stringify({
        dom: document.documentElement.outerHTML,
        shadows: [...document.querySelectorAll('*')].map((element) => element.shadowRoot?.innerHTML ?? ''),
        performance: performance.getEntries().map(({ name }) => name),
        storage: [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie],
        location: [location.href, history.length],
        events: (globalThis as unknown as { events: string[] }).events,
      }),
    );
    await demo.close();
    const onDisk = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'latin1'))
      .join('\n');

    expect(tokens).toHaveLength(1);
    // Each search can find something: the expected content is there.
    expect(inPage).toContain('araucaria-success');
    expect(onDisk).toContain('CONNECTED');
    expect(urls.join()).toContain('/widget/api/attempts');
    for (const canary of [...tokens, ...Object.values(typed), '"123456"', 'arau_sandbox_key']) {
      for (const [place, text] of Object.entries({ inPage, onDisk, urls, consoleText, logged })) {
        expect(String(text).includes(canary), `${canary} in ${place}`).toBe(false);
      }
    }
  } finally {
    Object.assign(console, { log, error, warn });
  }
});
