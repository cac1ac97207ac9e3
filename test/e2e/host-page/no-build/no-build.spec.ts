import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { linkBank } from 'araucaria-connect/testing';
import { Hono } from 'hono';
import { startHost } from '../../../frameworks/support/host.ts';

const root = join(import.meta.dirname, '../../../..');

/** What the pages load from unpkg.com. */
const scripts: Record<string, string> = {
  'araucaria-connect': 'dist/araucaria-connect-button.js',
  'htmx.org@4.0.1': 'node_modules/htmx.org/dist/htmx.min.js',
  '@hotwired/turbo@8.0.23': 'node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js',
  'alpinejs@3.17.5': 'node_modules/alpinejs/dist/cdn.min.js',
  'petite-vue@0.4.1': 'node_modules/petite-vue/dist/petite-vue.iife.js',
};

const pageOf = (name: string): Promise<string> => readFile(join(root, 'demo/frameworks/no-build', name), 'utf8');

/** A test with the pages of `demo/frameworks/no-build`, and a server that keeps the connections it is sent. */
const test = base.extend<{ sandbox: Sandbox; host: { url: string }; open(name: string): Promise<void> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  sandbox: async ({}, use) => {
    await using sandbox = await startSandbox({ bankDelay: 50 });
    await use(sandbox);
  },
  host: async ({ sandbox }, use) => {
    const app = new Hono();
    const banks: string[] = [];
    app.get('/:page{.+\\.html}', async (context) => context.html(await pageOf(context.req.param('page'))));
    // With htmx, a fragment: the list, and the form for the next bank. For Turbo, a redirect to a page.
    app.post('/banks', async (context) => {
      const form = await context.req.formData();
      banks.push(form.get('connection') as string); // text, since it is no file
      if (!context.req.header('HX-Request')) return context.redirect('/banks', 303);
      const [next = ''] = /<form[\s\S]*<\/form>/.exec(await pageOf('htmx.html')) ?? [];
      return context.html(`<ul>${banks.map((bank) => `<li>${bank}</li>`).join('')}</ul>${next}`);
    });
    app.get('/banks', async (context) => {
      const page = await pageOf('turbo.html');
      return context.html(page.replace('</h1>', `</h1><ul>${banks.map((bank) => `<li>${bank}</li>`).join('')}</ul>`));
    });
    await using host = await startHost(app, sandbox);
    await use(host);
  },
  open: async ({ page, host }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.route('https://unpkg.com/**', (route) =>
      route.fulfill({ path: join(root, scripts[new URL(route.request().url()).pathname.slice(1)] ?? 'no such file') }),
    );
    await use(async (name) => void (await page.goto(`${host.url}${name}.html`)));
    expect(complaints).toEqual([]);
  },
});

const phase = (page: Page): Promise<string> =>
  page.locator('araucaria-connect-button').evaluate((button) => (button as unknown as { phase: string }).phase);

test('htmx sends the form once the bank is linked, and the button in its answer links another', async ({
  page,
  open,
}) => {
  await open('htmx');
  const first = await linkBank(page);
  await expect(page.getByRole('listitem')).toHaveText([first]);
  const second = await linkBank(page);
  await expect(page.getByRole('listitem')).toHaveText([first, second]);
});

test('Turbo sends the form once the bank is linked, and a page that it restores links another', async ({
  page,
  open,
}) => {
  await open('turbo');
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  const first = await linkBank(page);
  await expect(page.getByRole('listitem')).toHaveText([first]);

  await page.goBack();
  await expect(page.getByRole('listitem')).toHaveCount(0);
  expect(await phase(page)).toBe('idle');
  const second = await linkBank(page);
  await expect(page.getByRole('listitem')).toHaveText([first, second]);
  expect(await page.evaluate('isSamePage')).toBe(true);
});

for (const name of ['alpine', 'petite-vue']) {
  test(`${name} binds the value, the attributes and the events, and removes the button in mid-run`, async ({
    page,
    open,
    sandbox,
  }) => {
    await open(name);
    const connection = page.getByLabel('Connection', { exact: true });
    const repaired = page.getByLabel('Connection to repair');
    const ends = page.getByRole('listitem');

    const connectionId = await linkBank(page);
    await expect(connection).toHaveValue(connectionId);
    await expect(ends).toHaveText([`success ${connectionId}`]);
    await connection.fill('');
    await expect.poll(() => phase(page)).toBe('idle');
    await connection.fill(connectionId);
    await expect.poll(() => phase(page)).toBe('connected');

    await sandbox.failAuth(connectionId);
    await repaired.fill(connectionId);
    await expect(page.getByRole('button')).toHaveAccessibleName('Reconnect your bank');
    expect(await linkBank(page)).toBe(connectionId);
    await expect(ends).toHaveText([`success ${connectionId}`, `success ${connectionId}`]);
    await repaired.fill('');
    await expect(page.getByRole('button')).toHaveAccessibleName('Connect your bank');

    await page.getByRole('button').click();
    await expect.poll(() => phase(page)).toBe('open');
    // The page behind a modal dialog can't be clicked.
    await page.getByLabel('Shown').dispatchEvent('click');
    await expect(page.locator('araucaria-connect-button')).toHaveCount(0);
    await expect.poll(() => page.frames().length).toBe(1);
    await page.getByLabel('Shown').check();
    await linkBank(page);
  });
}
