import { expect, test } from '@playwright/test';
import { startSandbox } from 'araucaria-connect/sandbox';
import { linkBank } from 'araucaria-connect/testing';
import { startApp } from './start-app.ts'; // your own application, connected to the sandbox

test('a user links a bank that is slow and asks for a code', async ({ page }) => {
  await using sandbox = await startSandbox();
  await using app = await startApp(sandbox);
  await page.goto(app.url);

  const connectionId = await linkBank(page, { scenario: 'otp+slow' });

  expect((await sandbox.connection(connectionId)).status).toBe('CONNECTED');
});
