import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { chromiumArgs, findChromium, findChromiumFloor } from '../config/browsers.ts';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { startChromium } from './chromium.ts';
import type { Driver } from './driver.ts';
import { startFirefox } from './firefox.ts';
import { startWebKit } from './webkit.ts';

const engines: Record<string, () => Promise<Driver | undefined>> = {
  chromium: async () => startChromium({ executablePath: await findChromium(), args: chromiumArgs }),
  async 'chromium-floor'() {
    const launchOptions = await findChromiumFloor();
    return launchOptions && startChromium(launchOptions);
  },
  firefox: startFirefox,
  webkit: startWebKit,
};

/** A browser on a busy machine takes its time, in ms. */
const patience = 60_000;

/** Waits until something is so. */
async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    // A question about a frame that goes away meanwhile is never answered.
    if (await Promise.race([check().catch(() => false), pause(5_000, false)])) return;
    await pause(100);
  }
  assert.fail(`Expected ${what} within ${patience / 1_000} s.`);
}

/** Someone at a keyboard, who waits for what is to come. */
class Walker {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  press(key: string): Promise<void> {
    return this.#driver.press(key);
  }

  type(text: string): Promise<void> {
    return this.#driver.type(text);
  }

  async submit(text: string): Promise<void> {
    await this.type(text);
    await this.press('Enter');
  }

  focus(role: string, name: string): Promise<void> {
    return until(`the focus on ${role} “${name}”`, () => this.#driver.hasFocus({ role, name }));
  }

  /** Looks for a bank, until the list has nothing else. */
  async search(text: string, found: string): Promise<void> {
    await this.type(text);
    await until(`${found} alone in the list`, async () => {
      const shown = await this.#driver.widgetText();
      return shown.includes(found) && !shown.includes('Banco Alerce');
    });
  }

  pageSays(words: RegExp): Promise<void> {
    return until(`${words} on the page`, async () => words.test(await this.#driver.pageText()));
  }

  /** Opens the page and goes from its top to the button. */
  async toButton(url: string): Promise<void> {
    await this.#driver.goto(url);
    const button = { role: 'button', name: 'Connect your bank' };
    for (let tabs = 0; tabs < 20; tabs += 1) {
      if (await this.#driver.hasFocus(button)) return;
      await this.press('Tab');
    }
    assert.fail('Expected the button within 20 presses of Tab.');
  }

  /**
   * Goes to the search field. Where a browser says that its pointer is no mouse, the heading comes before it, and in
   * WebKit nothing has the focus before the first key.
   */
  async toSearch(): Promise<void> {
    const { hasFocus } = this.#driver;
    const field = { role: 'combobox', name: 'Search for your bank' };
    const heading = { role: 'heading', name: 'Choose your bank' };
    const nothing = { role: 'generic', name: '' };
    await until(
      'the focus in the list',
      async () => (await hasFocus(field)) || (await hasFocus(heading)) || (await hasFocus(nothing)),
    );
    if (!(await hasFocus(field))) await this.press('Tab');
    await this.focus(field.role, field.name);
  }
}

for (const engine of (process.env['ENGINES'] ?? 'chromium,chromium-floor').split(',')) {
  describe(`the keyboard alone, in ${engine}`, () => {
    let demo: Demo;
    let driver: Driver | undefined;

    before(async () => {
      // The approval is on screen for five times as long, to be found by a slow driver.
      const sandbox = { port: 0, database: ':memory:', bankDelay: 2_500 };
      demo = await startDemo({ port: 0, database: ':memory:', sandbox });
      driver = await engines[engine]?.();
      if (!driver) console.warn(`Not on this machine, so not tested: ${engine}.`);
    });

    after(async () => {
      await driver?.close();
      await demo.close();
    });

    it('links a bank through every challenge, and every step says what it is', async (t) => {
      if (!driver) return t.skip(`no ${engine} on this machine`);
      const walker = new Walker(driver);
      await walker.toButton(demo.hostUrl);
      await walker.press('Enter');

      await walker.toSearch();
      await walker.search('quillay', 'Caja Quillay');
      // The first press marks the best of them.
      await walker.press('ArrowDown');
      await walker.press('Enter');

      await walker.focus('heading', 'Link Caja Quillay to Quilla?');
      await walker.press('Tab');
      await walker.focus('button', 'Agree and continue');
      await walker.press('Enter');

      await walker.focus('heading', 'Sign in to Caja Quillay');
      await walker.press('Tab');
      await walker.focus('textbox', 'User name');
      await walker.type('questions+choice+approval+otp-app');
      await walker.press('Tab');
      // Firefox has a role of its own for it, which ARIA does not know.
      if (engine !== 'firefox') await walker.focus('textbox', 'Password');
      await walker.submit('araucaria');

      await walker.focus('heading', 'Answer your security questions');
      await walker.press('Tab');
      await walker.focus('textbox', 'What was your first pet called?');
      await walker.type('araucaria');
      await walker.press('Tab');
      await walker.focus('textbox', 'Which primary school did you go to?');
      await walker.submit('araucaria');

      await walker.focus('heading', 'Where should the code go?');
      await walker.press('Tab');
      await walker.press('Space');
      await walker.press('Enter');
      await walker.focus('textbox', '6-digit code');
      await walker.submit('123456');

      // What comes and goes in a second, such as the progress, is over before a slow driver has looked.
      await walker.focus('heading', 'Approve in Caja Quillay’s app');
      await walker.focus('textbox', '6-digit code');
      await walker.submit('123456');
      // The result closes by itself after 1.5 s, which may be over before a driver has looked: accessibility.spec.ts does.
      await walker.focus('button', 'Connect your bank');
      await walker.pageSays(/Caja Quillay/);
    });

    it('leaves with Escape, asked first once something is typed', async (t) => {
      if (!driver) return t.skip(`no ${engine} on this machine`);
      const walker = new Walker(driver);
      await walker.toButton(demo.hostUrl);
      await walker.press('Enter');
      await walker.toSearch();
      await walker.search('quillay', 'Caja Quillay');
      await walker.press('Escape');
      await walker.focus('combobox', 'Search for your bank');
      await walker.press('Escape');
      await walker.focus('button', 'Connect your bank');

      await walker.press('Enter');
      await walker.toSearch();
      await walker.press('ArrowDown');
      await walker.press('Enter');
      await walker.focus('heading', 'Link Banco Alerce to Quilla?');
      await walker.press('Tab');
      await walker.press('Enter');
      await walker.focus('heading', 'Sign in to Banco Alerce');
      await walker.press('Tab');
      await walker.type('somebody');
      await walker.press('Escape');
      await walker.focus('button', 'Stay');
      await walker.press('Enter');
      await walker.focus('textbox', 'User name');
      await walker.press('Escape');
      await walker.focus('button', 'Stay');
      await walker.press('Tab');
      await walker.focus('button', 'Leave');
      await walker.press('Enter');
      await walker.focus('button', 'Connect your bank');
    });
  });
}
