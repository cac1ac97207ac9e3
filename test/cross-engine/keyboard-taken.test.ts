import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launch, type Browser, type Frame, type Page } from 'puppeteer-core';
import { chromiumArgs, findChromium, findFirefox } from '../config/browsers.ts';
import { serve, type Served } from '../support/serve.ts';
import { FakeAraucaria, FakeHost } from '../e2e/widget/support/servers.ts';

/** Started without Playwright, which keeps every page focused: here the focus moves as in a user's browser. */
const engines: Record<string, () => Promise<Browser | undefined>> = {
  chromium: async () => launch({ executablePath: await findChromium(), args: chromiumArgs, headless: 'shell' }),
  firefox: async () => {
    const executablePath = findFirefox();
    return executablePath ? launch({ browser: 'firefox', executablePath, headless: true }) : undefined;
  },
};

/** An advertisement with a function that takes the keyboard every 30 ms from then on. */
const advertisement = `<!doctype html><title>Advertisement</title><input><script>
  const field = document.querySelector('input');
  globalThis.takeKeyboard = () => { setInterval(() => { window.focus(); field.focus(); }, 30); };
</script>`;

const requestedEngines = process.env['ENGINES']?.split(',') ?? ['chromium'];
for (const [engine, start] of Object.entries(engines).filter(([name]) => requestedEngines.includes(name))) {
  const browser = await start();
  describe(`the widget in ${engine}`, { skip: browser ? false : 'not on this machine' }, () => {
    let araucaria: FakeAraucaria;
    let host: FakeHost;
    let site: Served;
    let page: Page;

    before(async () => {
      araucaria = await new FakeAraucaria().start();
      host = await new FakeHost(`${araucaria.origin}/widget/araucaria-connect.js`).start();
      site = await serve({ '/': advertisement });
    });

    after(async () => {
      await browser?.close();
      await Promise.all([araucaria.stop(), host.stop(), site.close()]);
    });

    const frameAt = async (origin: string): Promise<Frame> =>
      page.waitForFrame((frame) => frame.url().startsWith(origin));

    /** Types half a password into a bank's form. */
    async function typePassword(): Promise<Frame> {
      assert.ok(browser);
      page = await browser.newPage();
      await page.goto(host.url);
      await page.evaluate((src) => {
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.src = src;
        document.body.append(frame);
        const { Araucaria } = globalThis as unknown as { Araucaria: { open(options: object): void } };
        document.querySelector('#opener')!.addEventListener('click', () => {
          Araucaria.open({
            token: 'token-1',
            connectionId: 'conn_1',
            onExit: (error?: { code: string }) => (document.title = `exit ${error?.code}`),
          });
        });
      }, site.origin);
      await page.locator('#opener').click();
      const frame = await frameAt(araucaria.origin);
      await frame.locator('[role="option"]').click();
      await frame.locator('consent-step .primary').click();
      await frame.locator('[name="password"]').click();
      await page.keyboard.type('arau');
      return frame;
    }

    it('the run ends with keyboard-taken when an advertisement takes the keyboard again and again', async () => {
      const frame = await typePassword();
      const thief = await frameAt(site.origin);
      await thief.evaluate(() => (globalThis as unknown as { takeKeyboard(): void }).takeKeyboard());
      for (let round = 0; round < 2; round += 1) {
        await frame.waitForSelector('keyboard-cover h1', { visible: true });
        assert.equal(await frame.$eval('[name="password"]', (input) => input.checkVisibility()), false);
        await page.keyboard.type('caria');
        // A click, since the keyboard is at the advertisement.
        await frame.locator('keyboard-cover .primary').click();
      }
      await page.waitForFunction(() => document.title === 'exit keyboard-taken');
      await page.close();
    });

    // Chromium's headless shell has no window that could lose the focus.
    it('the form is not covered after a visit to another tab', { skip: engine === 'chromium' }, async () => {
      const frame = await typePassword();
      const other = await browser!.newPage();
      await other.bringToFront();
      await page.waitForFunction(() => !document.hasFocus(), { polling: 50 });
      await page.bringToFront();
      await page.waitForFunction(() => document.hasFocus(), { polling: 50 });
      // The frame's timers run one after the other: after a timer of 200 ms, a lost focus would have been detected.
      await frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
      assert.equal(await frame.$('keyboard-cover'), null);
      assert.equal(await frame.$eval('[name="password"]', (input) => (input as HTMLInputElement).value), 'arau');
      await other.close();
      await page.close();
    });
  });
}
