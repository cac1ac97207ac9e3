import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { exitWidget, linkBank, tryBank } from '../../src/testing/index.ts';
import type { Served } from '../support/serve.ts';
import { serveGuidePage } from './guide-page.ts';

const pages = globSync('demo/guides/migrating/*.html');

let sandbox: Sandbox;
let site: Served | undefined;

test.beforeAll(async () => {
  expect(pages).toHaveLength(5);
  sandbox = await startSandbox();
});
test.afterEach(() => site?.close());
test.afterAll(() => sandbox.close());

for (const file of pages) {
  test(`the page of ${basename(file, '.html')} links a bank and tells each step`, async ({ page }) => {
    site = await serveGuidePage(file, sandbox);
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
