import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser } from '@playwright/test';
import { startSandbox } from 'araucaria-connect/sandbox';
import { linkBank } from 'araucaria-connect/testing';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { canarySecret } from '../server/support/canary-key.ts';
import { freePort } from '../support/free-port.ts';
import { chosenBackends, reasonToSkip } from './support/backends.ts';
import { startBackend } from './support/start-backend.ts';

const bundle = join(import.meta.dirname, '../../dist/araucaria-connect-button.js');

describe('a user links a bank in the page of', () => {
  let browser: Browser;

  before(async () => {
    browser = await chromium.launch({ executablePath: await findChromium(), args: chromiumArgs });
  });
  after(() => browser.close());

  for (const backend of chosenBackends) {
    it(backend.folder, { skip: reasonToSkip(backend), timeout: 60_000 }, async ({ signal }) => {
      const port = await freePort();
      await using sandbox = await startSandbox({
        webhookUrl: `http://127.0.0.1:${port}/webhooks/araucaria`,
        webhookSecret: canarySecret,
      });
      await using host = await startBackend(backend, { apiUrl: sandbox.url, apiKey: sandbox.apiKey, port });
      const page = await browser.newPage();
      await page.route('https://unpkg.com/araucaria-connect', (route) => route.fulfill({ path: bundle }));
      await page.goto(host.url);
      const connectionId = await linkBank(page);
      // The webhook is the proof, and comes when it comes.
      const row = page.getByText(`${connectionId}: CONNECTED`);
      while (!signal.aborted && !(await row.isVisible())) await page.reload();
      await page.close();
    });
  }
});
