import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { test as base, type Page } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { Hono } from 'hono';
import packageJson from '../../package.json' with { type: 'json' };
import { tokenHandlerFor } from '../support/token-handler.ts';

const root = join(import.meta.dirname, '../..');

/** A file of `demo/guides`. */
export const guideFile = (name: string): string => readFileSync(join(root, 'demo/guides', name), 'utf8');

/** What the guides' pages load from unpkg.com. */
const unpkgFiles: Record<string, string> = {
  '/araucaria-connect': 'dist/araucaria-connect-button.js',
  '/araucaria-connect/dist/araucaria-connect-button.js': 'dist/araucaria-connect-button.js',
  '/araucaria-connect/dist/undefined.css': 'dist/undefined.css',
};

/** A host's server: its URL, and its routes, to which a test adds its pages. */
export type Site = { url: string; app: Hono };

/** Lets the page load what it names from unpkg.com, from this repository. */
async function routeUnpkg(page: Page): Promise<void> {
  await page.route('https://unpkg.com/**', (route) => {
    const { pathname } = new URL(route.request().url());
    const file = unpkgFiles[pathname.replace(`@${packageJson.version}`, '')];
    return file
      ? route.fulfill({ path: join(root, file), headers: { 'Access-Control-Allow-Origin': '*' } })
      : route.fulfill({ status: 404 });
  });
}

/** A test with a sandbox, and a host on `localhost` whose backend mints tokens. A test adds the host's pages. */
export const test = base.extend<{ sandbox: Sandbox; site: Site }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  sandbox: async ({}, use) => {
    await using sandbox = await startSandbox({ bankDelay: 50 });
    await use(sandbox);
  },
  site: async ({ page, sandbox }, use) => {
    await routeUnpkg(page);
    const mintWidgetToken = tokenHandlerFor(sandbox);
    const app = new Hono();
    app.all('/api/widget-token', (context) => mintWidgetToken(context.req.raw));
    const server: ServerType = serve({ fetch: app.fetch, hostname: 'localhost', port: 0 });
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await use({ url: `http://localhost:${port}`, app });
    await page.unrouteAll({ behavior: 'wait' });
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
  },
});

/** The text of a guide's page, with the sandbox of a test in the place of the usual one. */
export const pageOf = (name: string, sandbox: Sandbox): string =>
  guideFile(name).replaceAll('http://127.0.0.1:4400', sandbox.url);
