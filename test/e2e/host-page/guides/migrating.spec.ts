import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { createAraucariaClient } from 'araucaria-connect/server';
import { exitWidget, linkBank, tryBank } from '../../../../src/testing/index.ts';
import { scriptRoute, serve, type Served } from '../../../support/serve.ts';

const pages = globSync('demo/guides/migrating/*.html');

let sandbox: Sandbox;
let site: Served | undefined;

test.beforeAll(async () => {
  expect(pages).toHaveLength(5);
  sandbox = await startSandbox();
});
test.afterEach(() => site?.close());
test.afterAll(() => sandbox.close());

/** Serves a page of the guides, with the sandbox in the place of Araucaria. */
async function serveGuide(file: string): Promise<Served> {
  const { createConnection } = createAraucariaClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.url });
  const html = readFileSync(file, 'utf8')
    .replace('https://unpkg.com/araucaria-connect', '/button.js')
    .replace('token-endpoint', `widget-src="${sandbox.widgetSrc}" token-endpoint`);
  return serve({
    '/': html,
    '/button.js': scriptRoute(readFileSync('dist/araucaria-connect-button.js')),
    '/api/widget-token': (_request, response) =>
      void createConnection().then((token) =>
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(token)),
      ),
  });
}

for (const file of pages) {
  test(`the page of ${basename(file, '.html')} links a bank and tells each step`, async ({ page }) => {
    site = await serveGuide(file);
    const steps: string[] = [];
    page.on('console', (message) => steps.push(message.text()));
    await page.goto(site.origin);
    const status = page.locator('p[role=status]');

    await tryBank(page, { scenario: 'error_institution-unavailable' });
    await exitWidget(page);
    await expect(status).toHaveText('Not linked: institution-unavailable');

    const connectionId = await linkBank(page);
    await expect(status).toHaveText(`Linked: ${connectionId}`);
    expect((await sandbox.connection(connectionId)).status).toBe('CONNECTED');
    expect(steps).toEqual(
      expect.arrayContaining(['opened undefined', 'institution-selected banco-alerce', 'connected banco-alerce']),
    );
  });
}
