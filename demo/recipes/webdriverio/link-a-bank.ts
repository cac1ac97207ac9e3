import assert from 'node:assert/strict';
import { startSandbox } from 'araucaria-connect/sandbox';
import { exitWidget, linkBank, tryBank } from 'araucaria-connect/testing/webdriverio';
import { startApp } from '../testing/start-app.ts'; // your own application, connected to the sandbox

// Each function is the body of an `it`, where `browser` is WebdriverIO's global.

export async function linksABank(browser: WebdriverIO.Browser): Promise<void> {
  await using sandbox = await startSandbox();
  await using app = await startApp(sandbox);
  await browser.url(app.url);

  const connectionId = await linkBank(browser, { scenario: 'otp+slow' });

  assert.equal((await sandbox.connection(connectionId)).status, 'CONNECTED');
  assert.equal(await browser.$('li').getText(), 'CONNECTED');
}

export async function tellsThatAnAccountIsLocked(browser: WebdriverIO.Browser): Promise<void> {
  await using sandbox = await startSandbox();
  await using app = await startApp(sandbox);
  await browser.url(app.url);

  const { outcome, says } = await tryBank(browser, { scenario: 'locked' });
  assert.equal(outcome, 'failed');
  assert.match(says, /locked/);
  await exitWidget(browser);

  assert.equal(await browser.$('output').getText(), 'Not linked: account-locked');
}
