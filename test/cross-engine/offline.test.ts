import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { startChromium } from './chromium.ts';
import type { Driver } from './driver.ts';
import { startFirefox } from './firefox.ts';
import { startWebKit } from './webkit.ts';

const engines: Record<string, () => Promise<Driver | undefined>> = {
  chromium: async () => startChromium({ executablePath: await findChromium(), args: chromiumArgs }),
  firefox: startFirefox,
  webkit: startWebKit,
};

/** Long enough for a browser on a busy machine. */
const waitTimeoutMs = 60_000;

class WidgetUser {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  async #waitUntil(what: string, condition: () => Promise<unknown>): Promise<void> {
    const end = Date.now() + waitTimeoutMs;
    while (Date.now() < end) {
      // A command to a frame that is removed meanwhile is never answered.
      if (await Promise.race([condition().catch(() => false), pause(5_000, false)])) return;
      await pause(100);
    }
    assert.fail(`Expected ${what} in the widget.`);
  }

  read(words: string): Promise<void> {
    return this.#waitUntil(`“${words}”`, async () => (await this.#driver.widgetText()).includes(words));
  }

  click(selector: string): Promise<void> {
    const press = `(() => { const found = document.querySelector('${selector}'); found?.click(); return !!found; })()`;
    return this.#waitUntil(selector, () => this.#driver.inWidget(press));
  }

  valueOf(selector: string): Promise<unknown> {
    return this.#driver.inWidget(`document.querySelector('${selector}').value`);
  }

  /** Types into a field that gets the focus first. */
  async type(selector: string, text: string): Promise<void> {
    await this.#driver.inWidget(`document.querySelector('${selector}').focus()`);
    await this.#driver.type(text);
  }

  /** Opens the widget by keyboard, from the top of the page. */
  async open(url: string): Promise<void> {
    await this.#driver.goto(url);
    for (let tabs = 0; tabs < 20; tabs += 1) {
      if (await this.#driver.hasFocus({ role: 'button', name: 'Connect your bank' })) break;
      await this.#driver.press('Tab');
    }
    await this.#driver.press('Enter');
  }
}

const requestedEngines = process.env['ENGINES']?.split(',') ?? ['chromium'];
for (const [engine, start] of Object.entries(engines).filter(([name]) => requestedEngines.includes(name))) {
  const driver = await start();
  describe(`a user whose network goes away, in ${engine}`, { skip: driver ? false : 'not on this machine' }, () => {
    let demo: Demo;

    before(async () => {
      demo = await startDemo({ port: 0, database: ':memory:', sandbox: { port: 0, database: ':memory:' } });
    });

    after(async () => {
      await driver?.close();
      await demo.close();
    });

    it('keeps what they typed, reads so, and goes on when the network is back', async () => {
      assert.ok(driver);
      const user = new WidgetUser(driver);
      await user.open(demo.hostUrl);
      await user.click('[role="option"]');
      await user.click('consent-step .primary');
      await user.read('Password');

      await driver.setOffline(true);
      await user.type('[name="user"]', 'otp');
      await user.type('[name="password"]', 'araucaria');
      await driver.press('Enter');
      await user.read('You’re offline. Nothing was sent.');
      assert.equal(await user.valueOf('[name="user"]'), 'otp');
      assert.equal(await user.valueOf('[name="password"]'), 'araucaria');
      await driver.setOffline(false);
      await user.read('Enter your code');

      // A complete code sends itself.
      await driver.setOffline(true);
      await user.type('#code', '123456');
      await user.read('You’re offline. Nothing was sent.');
      assert.equal(await user.valueOf('#code'), '123456');
      await driver.setOffline(false);
      await user.read('Your bank is connected');
    });
  });
}
