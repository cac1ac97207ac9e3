import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { remote } from 'webdriverio';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { exitWidget, linkBank, tryBank } from 'araucaria-connect/testing/webdriverio';
import { startApp } from '../../demo/recipes/testing/start-app.ts';
import { linksABank, tellsThatAnAccountIsLocked } from '../../demo/recipes/webdriverio/link-a-bank.ts';
import { chromiumArgs, findChromeDriver, findChromium, startWebKitDriver } from '../config/browsers.ts';
import { freePort } from '../support/free-port.ts';

/** A browser driven by WebdriverIO, and what ends it; undefined where its driver is not on this machine. */
type Started = { browser: WebdriverIO.Browser; stop(): void } | undefined;

const drivers: Readonly<Record<string, () => Promise<Started>>> = {
  async webkit() {
    const driver = await startWebKitDriver();
    if (!driver) return undefined;
    const browserOptions = { binary: driver.binary, args: ['--automation'] };
    // It knows neither WebDriver BiDi nor the name of its browser.
    const capabilities = { 'wdio:enforceWebDriverClassic': true, 'webkitgtk:browserOptions': browserOptions };
    return { browser: await connect(driver.port, capabilities), stop: driver.stop };
  },
  async chromium() {
    const path = findChromeDriver();
    if (!path) return undefined;
    const port = await freePort();
    // Any version will do for what is tested here.
    const driver = spawn(path, [`--port=${port}`, '--disable-build-check'], { stdio: 'ignore' });
    const options = { binary: await findChromium(), args: [...chromiumArgs, '--headless=new'] };
    const capabilities = { browserName: 'chrome', 'goog:chromeOptions': options };
    return { browser: await connect(port, capabilities), stop: () => driver.kill() };
  },
};

/** WebdriverIO tries again until the driver listens. */
const connect = (port: number, capabilities: WebdriverIO.Capabilities): Promise<WebdriverIO.Browser> =>
  remote({ hostname: '127.0.0.1', port, logLevel: 'silent', capabilities });

const wanted = (process.env['ENGINES'] ?? 'chromium').split(',');

for (const [engine, start] of Object.entries(drivers)) {
  if (!wanted.includes(engine)) continue;

  describe(`the kit for WebdriverIO in ${engine}`, () => {
    let started: Started;
    let sandbox: Sandbox;
    let app: Awaited<ReturnType<typeof startApp>>;

    before(async () => {
      started = await start();
      sandbox = await startSandbox();
      app = await startApp(sandbox);
    });
    after(async () => {
      await started?.browser.deleteSession();
      started?.stop();
      await app[Symbol.asyncDispose]();
      await sandbox.close();
    });

    /** A test with a browser on the application's page; skipped without a driver. */
    const withBrowser = (title: string, act: (browser: WebdriverIO.Browser) => Promise<void>): void => {
      test(title, async (context) => {
        if (!started) return context.skip(`no WebDriver of ${engine}`);
        await started.browser.url(app.url);
        await act(started.browser);
      });
    };

    withBrowser('the recipe links a bank', linksABank);
    withBrowser('the recipe meets a locked account', tellsThatAnAccountIsLocked);

    for (const options of [{ scenario: 'questions' }, { scenario: 'choice+approval' }, { bank: 'Ipê Empresas' }]) {
      withBrowser(`linkBank completes ${Object.values(options).join()}`, async (browser) => {
        const connectionId = await linkBank(browser, options);
        assert.equal((await sandbox.connection(connectionId)).status, 'CONNECTED');
      });
    }

    withBrowser('a form that was refused is left after the question', async (browser) => {
      assert.deepEqual((await tryBank(browser, { scenario: 'bad-password' })).outcome, 'refused');
      await exitWidget(browser);
      assert.equal(await browser.$('output').getText(), 'Not linked');
    });

    withBrowser('what does not go on is told', async (browser) => {
      await assert.rejects(
        linkBank(browser, { opener: '#missing' }),
        /Expected #missing in the page, to open the widget/,
      );
      await assert.rejects(linkBank(browser, { opener: 'h1', timeout: 300 }), /nothing was shown for 300 ms/);
      await assert.rejects(linkBank(browser, { scenario: 'locked' }), /the widget says “.+ locked .+” \(failed\)/);
      await exitWidget(browser);
      await assert.rejects(
        linkBank(browser, { bank: 'Banco Nadie', timeout: 15_000 }),
        /a bank of the name “Banco Nadie”/,
      );
      await exitWidget(browser);
    });
  });
}
