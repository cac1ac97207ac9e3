import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { bundle } from '../../../support/bundle.ts';
import { scriptRoute, serve, type Served } from '../../../support/serve.ts';

const root = join(import.meta.dirname, '../../../..');

/** A React application with the package's component. It takes the connection from the page, and records what it is told. */
const application = `
  import { createElement as h, StrictMode, useState } from 'react';
  import { AraucariaConnectButton } from './dist/button/frameworks/react.js';

  const record = (text) => globalThis.told.push(text);

  function Bank() {
    const [value, setValue] = useState('conn_given');
    return h('form', null, h(AraucariaConnectButton, {
      className: 'bank', name: 'bank', value, preload: 'none',
      fetchToken: () => Promise.reject(new Error('no token')),
      onAraucariaOpen: ({ detail }) => record('open ' + detail.connectionId),
      onAraucariaExit: ({ detail }) => record('exit ' + detail.error.code),
      onInput: ({ currentTarget }) => setValue(currentTarget.value),
    }), h('button', { type: 'button', onClick: () => setValue(null) }, 'Forget'));
  }

  export const app = () => h(StrictMode, null, h(Bank));`;

/** What the server sends: React's own text of the application. */
const rendered = (): string => {
  const source = `${application}
    import { renderToString } from 'react-dom/server';
    console.log(renderToString(app()));`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', source], { cwd: root, encoding: 'utf8' }).trim();
};

/** Its development build, which has warnings. */
const bundled = (start: string): Promise<string> =>
  bundle(`${application}\n${start}`, { define: { 'process.env.NODE_ENV': '"development"' } });

const pages = {
  'hydrated by React': {
    start: `import { hydrateRoot } from 'react-dom/client'; hydrateRoot(document.querySelector('main'), app());`,
    markup: rendered,
  },
  'rendered by React': {
    start: `import { createRoot } from 'react-dom/client'; createRoot(document.querySelector('main')).render(app());`,
    markup: () => '',
  },
};

const formValue = (page: Page): Promise<unknown> =>
  page.evaluate(() => new FormData(document.querySelector('form') ?? undefined).get('bank'));

for (const [title, { start, markup }] of Object.entries(pages)) {
  test.describe(`on a page ${title}`, () => {
    let served: Served;
    let problems: string[];

    test.beforeAll(async () => {
      served = await serve({
        '/': `<!doctype html><html lang="en"><title>Host</title><main>${markup()}</main>
          <script>told = [];</script><script src="/application.js"></script>`,
        '/application.js': scriptRoute(await bundled(start)),
      });
    });

    test.afterAll(() => served.close());

    test.beforeEach(async ({ page }) => {
      problems = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await page.goto(served.origin);
    });

    test('the component has its properties and listeners from the first render on', async ({ page }) => {
      const button = page.locator('araucaria-connect-button');
      await expect(button).toHaveClass('bank');
      await expect.poll(() => formValue(page)).toBe('conn_given');
      expect(problems).toEqual([]);
      await button.getByRole('button').click();
      await expect.poll(() => page.evaluate('told')).toEqual(['open null', 'exit token-request-failed']);
    });

    test('a value that the host takes back leaves the form', async ({ page }) => {
      await expect.poll(() => formValue(page)).toBe('conn_given');
      await page.getByRole('button', { name: 'Forget' }).click();
      await expect.poll(() => formValue(page)).toBe(null);
      expect(problems).toEqual([]);
    });
  });
}
