import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import type { Driver } from './driver.ts';
import { engines } from './engines.ts';
import { waitUntil } from './wait-until.ts';

/** A user with a keyboard alone. */
class KeyboardUser {
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

  waitForFocus(role: string, name: string): Promise<void> {
    return waitUntil(`the focus on ${role} “${name}”`, () => this.#driver.hasFocus({ role, name }));
  }

  /** Types into the search, and waits until the list shows only the bank. */
  async search(text: string, found: string): Promise<void> {
    await this.type(text);
    await waitUntil(`${found} alone in the list`, async () => {
      const shown = await this.#driver.widgetText();
      return shown.includes(found) && !shown.includes('Banco Alerce');
    });
  }

  waitForPageText(words: RegExp): Promise<void> {
    return waitUntil(`${words} on the page`, async () => words.test(await this.#driver.pageText()));
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

  /** Moves the focus to the form's first field. In a browser without a mouse the heading has it first. */
  async toForm(title: string): Promise<void> {
    const { hasFocus } = this.#driver;
    const field = { role: 'textbox', name: 'User name' };
    const heading = { role: 'heading', name: title };
    await waitUntil(`the focus in “${title}”`, async () => (await hasFocus(field)) || (await hasFocus(heading)));
    if (!(await hasFocus(field))) await this.press('Tab');
    await this.waitForFocus(field.role, field.name);
  }

  /**
   * Moves the focus to the search field. In a browser without a mouse the heading has it first. In WebKit no element has it
   * before the first key, but the field looks as if, and gets that key.
   */
  async toSearch(): Promise<void> {
    const { hasFocus } = this.#driver;
    const field = { role: 'combobox', name: 'Search for your bank' };
    const heading = { role: 'heading', name: 'Choose your bank' };
    const isMarked = async (): Promise<boolean> =>
      (await this.#driver.inWidget("document.querySelector('#search')?.matches('[data-keyboard]')")) === true;
    await waitUntil(
      'the focus in the list',
      async () => (await hasFocus(field)) || (await hasFocus(heading)) || (await isMarked()),
    );
    if (!(await hasFocus(heading))) return;
    await this.press('Tab');
    await this.waitForFocus(field.role, field.name);
  }
}

for (const engine of (process.env['ENGINES'] ?? 'chromium,chromium-floor').split(',')) {
  describe(`a user with a keyboard alone in ${engine}`, () => {
    let demo: Demo;
    let driver: Driver | undefined;

    before(async () => {
      // A slow bank shows the approval long enough for a slow driver to find it.
      const sandbox = { port: 0, database: ':memory:', bankDelay: 2_500 };
      demo = await startDemo({ port: 0, database: ':memory:', sandbox });
      driver = await engines[engine]?.();
      if (!driver) console.warn(`Not on this machine, so not tested: ${engine}.`);
    });

    after(async () => {
      await driver?.close();
      await demo.close();
    });

    it('leaves with Escape, and confirms it after typing', async (t) => {
      if (!driver) return t.skip(`no ${engine} on this machine`);
      const user = new KeyboardUser(driver);
      await user.toButton(demo.hostUrl);
      await user.press('Enter');
      await user.toSearch();
      await user.search('quillay', 'Caja Quillay');
      await user.press('Escape');
      await user.waitForFocus('combobox', 'Search for your bank');
      await user.press('Escape');
      await user.waitForFocus('button', 'Connect your bank');

      await user.press('Enter');
      await user.toSearch();
      await user.press('ArrowDown');
      await user.press('Enter');
      await user.waitForFocus('heading', 'Connect Banco Alerce to Quilla?');
      await user.press('Tab');
      await user.press('Tab');
      await user.waitForFocus('button', 'Agree and continue');
      await user.press('Enter');
      await user.toForm('Sign in to Banco Alerce');
      await user.type('somebody');
      await user.press('Escape');
      await user.waitForFocus('button', 'Stay');
      await user.press('Enter');
      await user.waitForFocus('textbox', 'User name');
      await user.press('Escape');
      await user.waitForFocus('button', 'Stay');
      await user.press('Tab');
      await user.waitForFocus('button', 'Close');
      await user.press('Enter');
      await user.waitForFocus('button', 'Connect your bank');
    });

    it('links a bank through every challenge, and each step has its role and name', async (t) => {
      if (!driver) return t.skip(`no ${engine} on this machine`);
      const user = new KeyboardUser(driver);
      await user.toButton(demo.hostUrl);
      await user.press('Enter');

      await user.toSearch();
      await user.search('quillay', 'Caja Quillay');
      // The first press selects the first bank.
      await user.press('ArrowDown');
      await user.press('Enter');

      await user.waitForFocus('heading', 'Connect Caja Quillay to Quilla?');
      await user.press('Tab');
      await user.waitForFocus('link', 'How to disconnect (opens in a new tab)');
      await user.press('Tab');
      await user.waitForFocus('button', 'Agree and continue');
      await user.press('Enter');

      await user.toForm('Sign in to Caja Quillay');
      await user.type('questions+choice+approval+otp-app');
      await user.press('Tab');
      // Firefox has its own role for a password field, which ARIA does not define.
      if (engine !== 'firefox') await user.waitForFocus('textbox', 'Password');
      await user.submit('araucaria');

      await user.waitForFocus('heading', 'Answer your security questions');
      await user.press('Tab');
      await user.waitForFocus('textbox', 'What was your first pet called?');
      await user.type('araucaria');
      await user.press('Tab');
      await user.waitForFocus('textbox', 'Which primary school did you go to?');
      await user.submit('araucaria');

      await user.waitForFocus('heading', 'Where do you want your code?');
      await user.press('Tab');
      await user.press('Space');
      await user.press('Enter');
      await user.waitForFocus('textbox', '6-digit code');
      // A complete code sends itself.
      await user.type('123456');

      // A slow driver would miss steps that last about a second, such as the progress.
      await user.waitForFocus('heading', 'Approve in the Caja Quillay app');
      await user.waitForFocus('textbox', '6-digit code');
      // A complete code sends itself.
      await user.type('123456');
      await user.waitForFocus('heading', 'Your bank is connected');
      // The page has it already.
      await user.waitForPageText(/Caja Quillay/);
      await user.press('Tab');
      await user.waitForFocus('button', 'Done');
      await user.press('Enter');
      await user.waitForFocus('button', 'Connect another bank');
    });
  });
}
