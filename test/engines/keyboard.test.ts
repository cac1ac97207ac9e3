import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { startChromium } from './chromium.ts';
import type { Driver } from './driver.ts';
import { startFirefox } from './firefox.ts';
import { startWebKit } from './webkit.ts';

const engines: Record<string, () => Promise<Driver | undefined>> = {
  chromium: startChromium,
  firefox: startFirefox,
  webkit: startWebKit,
};

/**
 * Goes to the search field. Where a browser says that its pointer is no mouse, the heading comes before it, and in WebKit
 * nothing has the focus before the first key.
 */
async function toSearch({ press, hasFocus }: Driver): Promise<void> {
  const field = { role: 'combobox', name: 'Search for your bank' };
  const heading = { role: 'heading', name: 'Choose your bank' };
  const nothing = { role: 'generic', name: '' };
  await until(
    'the focus in the list',
    async () => (await hasFocus(field)) || (await hasFocus(heading)) || (await hasFocus(nothing)),
  );
  if (!(await hasFocus(field))) await press('Tab');
  await until('the focus on the search field', () => hasFocus(field));
}

/** Goes to the button, from the top of the page. */
async function toButton({ press, hasFocus }: Driver): Promise<void> {
  const button = { role: 'button', name: 'Connect your bank' };
  for (let tabs = 0; tabs < 20; tabs += 1) {
    if (await hasFocus(button)) return;
    await press('Tab');
  }
  assert.fail('Expected the button within 20 presses of Tab.');
}

/** A browser that was just started on a busy machine takes its time, in ms. */
const patience = 15_000;

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

for (const engine of (process.env['ENGINES'] ?? 'chromium').split(',')) {
  describe(`the keyboard alone, in ${engine}`, { timeout: 180_000 }, () => {
    let demo: Demo;
    let driver: Driver | undefined;

    before(async () => {
      const sandbox = { port: 0, database: ':memory:', bankDelay: 1_500 };
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
      const walker = driver;
      const { press, type, hasFocus, pageText } = walker;
      const focus = (role: string, name: string): Promise<void> =>
        until(`the focus on ${role} “${name}”`, () => hasFocus({ role, name }));
      const search = (): Promise<void> => toSearch(walker);
      const submit = async (text: string): Promise<void> => {
        await type(text);
        await press('Enter');
      };

      await driver.goto(demo.hostUrl);
      await toButton(walker);
      await press('Enter');

      await search();
      await type('quillay');
      // The results are for what was typed once the best of them is on top; the first press marks it.
      await pause(500);
      await press('ArrowDown');
      await press('Enter');

      await focus('heading', 'Link Caja Quillay to Quilla?');
      await press('Tab');
      await focus('button', 'Agree and continue');
      await press('Enter');

      await focus('heading', 'Sign in to Caja Quillay');
      await press('Tab');
      await focus('textbox', 'User name');
      await type('questions+choice+approval+otp-app');
      await press('Tab');
      // Firefox has a role of its own for it, which ARIA does not know.
      if (engine !== 'firefox') await focus('textbox', 'Password');
      await submit('araucaria');

      await focus('heading', 'Answer your security questions');
      await press('Tab');
      await focus('textbox', 'What was your first pet called?');
      await type('araucaria');
      await press('Tab');
      await focus('textbox', 'Which primary school did you go to?');
      await submit('araucaria');

      await focus('heading', 'Where should the code go?');
      await press('Tab');
      await press('Space');
      await press('Enter');
      await focus('textbox', '6-digit code');
      await submit('123456');

      // What comes and goes in a second, such as the progress, is over before a slow driver has looked.
      await focus('heading', 'Approve in Caja Quillay’s app');
      await focus('textbox', '6-digit code');
      await submit('123456');
      await focus('heading', 'Your bank is connected');
      await focus('button', 'Connect your bank');
      await until('the bank on the page', async () => /Caja Quillay/.test(await pageText()));
    });

    it('leaves with Escape, asked first once something is typed', async (t) => {
      if (!driver) return t.skip(`no ${engine} on this machine`);
      const walker = driver;
      const { press, type, hasFocus } = walker;
      const focus = (role: string, name: string): Promise<void> =>
        until(`the focus on ${role} “${name}”`, () => hasFocus({ role, name }));
      const search = (): Promise<void> => toSearch(walker);
      await driver.goto(demo.hostUrl);
      await toButton(walker);
      await press('Enter');
      await search();
      await type('quillay');
      await pause(500);
      await press('Escape');
      await focus('combobox', 'Search for your bank');
      await press('Escape');
      await focus('button', 'Connect your bank');

      await press('Enter');
      await search();
      await press('ArrowDown');
      await press('Enter');
      await focus('heading', 'Link Banco Alerce to Quilla?');
      await press('Tab');
      await press('Enter');
      await focus('heading', 'Sign in to Banco Alerce');
      await press('Tab');
      await type('somebody');
      await press('Escape');
      await focus('button', 'Stay');
      await press('Enter');
      await focus('textbox', 'User name');
      await press('Escape');
      await focus('button', 'Stay');
      await press('Tab');
      await focus('button', 'Leave');
      await press('Enter');
      await focus('button', 'Connect your bank');
    });
  });
}
