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

/** The time limit for one step on a busy machine, in ms. */
const stepTimeoutMs = 60_000;

/** Waits for a condition. */
async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + stepTimeoutMs;
  while (Date.now() < end) {
    // A request about a frame that is removed meanwhile is never answered.
    if (await Promise.race([check().catch(() => false), pause(5_000, false)])) return;
    await pause(100);
  }
  assert.fail(`Expected ${what} within ${stepTimeoutMs / 1_000} s.`);
}

/** A keyboard user, who waits for each step. */
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

  /** Searches for a bank until the list has no other. */
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
   * Moves to the search field. In a browser without a fine pointer the heading comes before it, and in WebKit nothing has
   * the focus before the first key press.
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
      // The approval is on screen five times as long as usual, so that a slow driver can find it.
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
      // The first press selects the best match.
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
      // Firefox reports a role that ARIA does not have.
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

      // Steps that last a second, such as the progress, may end before a slow driver reads them.
      await walker.focus('heading', 'Approve in Caja Quillay’s app');
      await walker.focus('textbox', '6-digit code');
      await walker.submit('123456');
      // The result closes after 1.5 s, perhaps before a driver reads it: accessibility.spec.ts checks it.
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
