import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { holdSwallowing } from '../support/hold-swallowing.ts';
import { openShadowRoots, type Driver, type Pointer } from './driver.ts';
import { engines } from './engines.ts';
import { waitUntil } from './wait-until.ts';
import { WidgetUser } from './widget-user.ts';

// The time zone may name the user's country.
process.env['TZ'] = 'UTC';

const light = ['rgb(255, 255, 255)', 'rgb(255, 255, 255)', 'light'];
const dark = ['rgb(22, 32, 28)', 'rgb(22, 32, 28)', 'dark'];

/** An expression: the background of the dialog, and the color scheme of its frame. */
const dialogScheme = `(() => {
  const dialog = document.documentElement.lastElementChild.shadowRoot.querySelector('dialog');
  return [getComputedStyle(dialog).backgroundColor, getComputedStyle(dialog.querySelector('iframe')).colorScheme];
})()`;

/** An expression: the options of the country filter. */
const countries = `[...document.querySelectorAll('#country option')].map(({ textContent }) => textContent)`;

/** An expression: for each field of the form, what the Enter key of a phone's keyboard says. */
const enterKeys = `[...document.querySelectorAll('form input')].map(({ name, attributes }) =>
  [name, attributes.enterkeyhint.value])`;

/** An expression: the name of the field that has the keyboard, or gets it with the first key. */
const field = `(document.querySelector('[data-keyboard]') ?? document.activeElement).name`;

/** An expression: covers the page with a button that counts its presses in `paid`; in a frame, or on the page itself. */
const coverWithPayment = (isFramed: boolean): string => `(() => {
  const cover = document.createElement(${isFramed} ? 'iframe' : 'button');
  cover.id = 'payment';
  const listen = (target) => {
    globalThis.paid = 0;
    target.onclick = () => (paid += 1);
  };
  if (${isFramed}) cover.onload = () => listen(cover.contentWindow);
  else listen(cover);
  Object.assign(cover.style, { position: 'fixed', inset: '0', width: '100%', height: '100%', zIndex: '9' });
  document.body.append(cover);
})()`;

/** Presses twice at the place that closes the widget, and later once more: only the last press is on the page. */
async function pressTwice(
  driver: Driver,
  selector: string,
  isFramed: boolean,
  pointer: Pointer,
  name: string,
): Promise<void> {
  const user = new WidgetUser(driver);
  await driver.inPage(holdSwallowing);
  await driver.inPage(coverWithPayment(isFramed));
  await waitUntil('the cover', async () => (await driver.inPage('globalThis.paid')) === 0);
  const [x, y] = await user.placeInWidget(selector);
  await driver.pressAt(x, y, pointer);
  await user.waitUntilClosed();
  await driver.pressAt(x, y, pointer);
  // The press did not take the focus, which is where it was before the widget.
  await waitUntil(`the focus on ${name}`, () => driver.hasFocus({ role: 'button', name }));
  await driver.inPage('endSwallowing()');
  await driver.pressAt(x, y, pointer);
  await waitUntil('a press on the page', async () => (await driver.inPage('paid')) !== 0);
  assert.equal(await driver.inPage('paid'), 1);
  await driver.inPage(`document.querySelector('#payment').remove()`);
}

for (const engine of (process.env['ENGINES'] ?? 'chromium').split(',')) {
  const started = await engines[engine]?.();
  describe(`a user with a mouse in ${engine}`, { skip: started ? false : 'not on this machine' }, () => {
    let demo: Demo;

    before(async () => {
      demo = await startDemo({ port: 0, database: ':memory:', sandbox: { port: 0, database: ':memory:' } });
    });

    after(async () => {
      await started?.close();
      await demo.close();
    });

    /** Opens the demo's page. */
    async function visit(address = demo.hostUrl): Promise<{ driver: Driver; user: WidgetUser }> {
      assert.ok(started);
      await started.goto(address);
      await started.inPage(openShadowRoots);
      return { driver: started, user: new WidgetUser(started) };
    }

    for (const pointer of started?.pointers ?? []) {
      for (const isFramed of [false, true]) {
        it(`closes the widget by a double press of the ${pointer}, and does not press ${isFramed ? 'a frame' : 'the page'} behind it`, async () => {
          const { driver, user } = await visit();
          await user.press('#connect', pointer);
          await user.read('Banco Alerce');
          await pressTwice(driver, '.close', isFramed, pointer, 'Connect your bank');
        });
      }
    }

    it('gets a widget as light or dark as the page, also when the page changes', async () => {
      const { driver, user } = await visit();
      await user.press('#connect');
      await user.read('Banco Alerce');
      const becomes = (wanted: string[], why: string): Promise<void> =>
        waitUntil(`${wanted[2]} by ${why}`, async () => {
          const step = await driver.inWidget('getComputedStyle(document.documentElement).backgroundColor');
          const dialog = (await driver.inPage(dialogScheme)) as string[];
          return [step, ...dialog].join() === wanted.join();
        });
      const set = (selector: string, value: string): Promise<unknown> =>
        driver.inPage(`void (document.querySelector('${selector}').style.colorScheme = '${value}')`);
      await becomes(light, 'the system');
      await set('html', 'dark');
      await becomes(dark, 'the page');
      await set('html', 'light');
      await becomes(light, 'the page');
      await set('.banks', 'dark');
      await becomes(dark, 'an element around the button');
      await set('.banks', '');
      await becomes(light, 'the page again');
      await driver.inPage(`void document.querySelector('#connect').close()`);
      await user.waitUntilClosed();
      await driver.inPage(`void (globalThis.handle = Araucaria.open({
        requestToken: () => new Promise(() => {}),
        theme: { colorScheme: 'dark' },
        onSuccess() {},
        onExit() {},
      }))`);
      await becomes(dark, 'the host');
      await driver.inPage(`void handle.setColorScheme('light')`);
      await becomes(light, 'the host');
    });

    it('changes the language, the theme and the accent of the page, and keeps them', async () => {
      const { driver } = await visit();
      await driver.inPage(`Object.entries({ language: 'pt', theme: 'dark', accent: '#ffd400' }).forEach(([id, value]) => {
        const control = document.getElementById(id);
        control.value = value;
        control.dispatchEvent(new Event('input', { bubbles: true }));
      })`);
      const { user } = await visit(String(await driver.inPage('location.href')));
      await waitUntil('Portuguese', async () => (await driver.pageText()).includes('Seus bancos'));
      await user.press('#connect');
      await user.read('Escolha seu banco');
      await waitUntil('the accent', async () => {
        const color = `getComputedStyle(document.querySelector('.filter-button')).color`;
        return (await driver.inWidget(color)) === 'rgb(255, 212, 0)';
      });
      await waitUntil(
        'dark',
        async () => (await driver.inWidget('document.documentElement.dataset.colorScheme')) === 'dark',
      );
    });

    // Last: the page then begins with the linked bank, which moves its button when it arrives.
    it('links a bank in test mode, and sees its accounts', async () => {
      const { driver, user } = await visit();
      await driver.inPage(`(document.documentElement.lang = 'en-BR')`);
      await user.press('#connect');

      // Their country comes first.
      await user.read('Banco Jequitibá');
      await user.pressInWidget('.filter-button');
      await waitUntil('the filter', async () => ((await driver.inWidget(countries)) as string[]).length > 0);
      assert.deepEqual(((await driver.inWidget(countries)) as string[]).slice(0, 3), [
        'All countries',
        'Brazil',
        'Argentina',
      ]);
      assert.equal(await driver.inWidget(`document.querySelector('.country').textContent`), 'Brazil');

      await user.pressInWidget('[role="option"]');
      await user.read('Agree and continue');
      await user.pressInWidget('consent-step .primary');
      await user.read('Password');
      // The form begins in its first field, and without a mouse at its heading. Chromium 111 loses the mouse that Playwright
      // emulates when the frame that fills the cache is removed.
      const hasMouse = await driver.inWidget(`matchMedia('(pointer: fine)').matches`);
      assert.ok(hasMouse || engine === 'chromium-floor');
      await waitUntil('the start', async () => (await driver.inWidget(field)) === (hasMouse ? 'user' : undefined));
      assert.deepEqual(await driver.inWidget(enterKeys), [
        ['user', 'next'],
        ['password', 'go'],
      ]);

      await user.choose('#test-mode-scenario', 'Asks for a code by text message');
      await user.pressInWidget('credential-step .primary');
      await user.read('We’ll check it as soon as you enter the last digit.');
      assert.deepEqual(await driver.inWidget(enterKeys), [['', 'send']]);
      await driver.type('123456');
      await user.read('Your bank is connected');
      await waitUntil('the accounts on the page', async () => /Conta corrente.*BRL/s.test(await driver.pageText()));
      await pressTwice(driver, 'result-step .primary', false, 'mouse', 'Connect another bank');
    });
  });
}
