import type { Frame } from '@playwright/test';
import type { Challenge } from '../../../../src/shared/widget-api.ts';
import { serve, type Served } from '../../../support/serve.ts';
import { challenged, smsCode } from '../support/challenges.ts';
import { expect, test as base, type WidgetPage } from '../support/fixtures.ts';

/** A frame on the host's page that takes the keyboard, and the text that it received. */
type Thief = { takeKeyboard(): Promise<void>; receivedText(): Promise<string> };

/** The content of a sandboxed advertisement, which may only run scripts. */
const advertisement = `<!doctype html><title>Advertisement</title><input><script>
  const field = document.querySelector('input');
  globalThis.takeKeyboard = () => { window.focus(); field.focus(); };
</script>`;

const test = base.extend<{ site: Served; thief: Thief }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  site: async ({}, use) => {
    const site = await serve({ '/': advertisement });
    await use(site);
    await site.close();
  },
  thief: async ({ page, widget, site }, use) => {
    // The fixture `widget` has to be ready: the frame is added to its page.
    expect(widget.frames).toEqual([]);
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.name = 'advertisement';
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.src = src;
      document.body.append(frame);
    }, site.origin);
    const frame = (): Frame => page.frame('advertisement')!;
    await expect.poll(() => frame()?.evaluate(() => 'takeKeyboard' in globalThis)).toBe(true);
    await use({
      takeKeyboard: () => frame().evaluate(() => (globalThis as unknown as { takeKeyboard(): void }).takeKeyboard()),
      receivedText: () => frame().locator('input').inputValue(),
    });
  },
});

const coverIn = ({ frame }: WidgetPage): ReturnType<Frame['getByRole']> =>
  frame.getByRole('heading', { name: 'Your typing was interrupted' });

/** Opens the widget, goes to the form and begins to type the password. */
async function typePassword(widget: WidgetPage): Promise<void> {
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByLabel('User name').fill('ok');
  await widget.frame.getByLabel('Password', { exact: true }).click();
  await widget.page.keyboard.type('arau');
}

/** Takes the keyboard again and waits until the form is covered. */
async function takeKeyboardAgain(widget: WidgetPage, thief: Thief): Promise<void> {
  await widget.frame.getByLabel('Password', { exact: true }).click();
  await thief.takeKeyboard();
  await expect(coverIn(widget)).toBeVisible();
}

const continueTyping = (widget: WidgetPage): Promise<void> =>
  widget.frame.getByRole('button', { name: 'Continue' }).click();

test.describe('when another part of the page takes the keyboard', () => {
  test('the form is covered, and the user continues with the typed text', async ({ widget, thief, page }) => {
    await typePassword(widget);
    await widget.frame.getByRole('button', { name: 'Show Password' }).click();
    await widget.frame.getByLabel('Password', { exact: true }).focus();
    await thief.takeKeyboard();

    await expect(coverIn(widget)).toBeVisible();
    // The fields can be neither read nor typed into.
    await expect(widget.frame.locator('input')).toHaveCount(2);
    for (const input of await widget.frame.locator('input').all()) await expect(input).toBeHidden();
    await expect(coverIn(widget)).toBeFocused();
    await page.keyboard.type('caria\n ');
    expect(await thief.receivedText()).toBe('');
    await expect(coverIn(widget)).toBeVisible();

    await continueTyping(widget);
    await expect(widget.frame.getByLabel('User name')).toHaveValue('ok');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('arau');
    await expect(widget.frame.getByRole('heading', { name: 'Sign in to Banco de los Andes' })).toBeFocused();
    await widget.signIn();
    await widget.closeWith('Done');
    expect(await widget.outcomes()).toMatchObject([{ callback: 'success' }]);
  });

  test('the user continues with the keyboard alone', async ({ widget, thief, page }) => {
    await typePassword(widget);
    await thief.takeKeyboard();
    await expect(coverIn(widget)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(widget.frame.getByRole('button', { name: 'Continue' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toBeVisible();
  });

  test('the run ends with keyboard-taken the third time', async ({ widget, thief }) => {
    await typePassword(widget);
    await takeKeyboardAgain(widget, thief);
    await continueTyping(widget);
    await takeKeyboardAgain(widget, thief);
    await continueTyping(widget);
    await widget.frame.getByLabel('Password', { exact: true }).click();
    await widget.waitForClose(() => thief.takeKeyboard());
    expect(await widget.outcomes()).toMatchObject([
      { callback: 'exit', detail: [{ code: 'keyboard-taken', retryable: true }] },
    ]);
  });

  test('closing the widget opens the leave question over the cover', async ({ widget, thief, page }) => {
    await typePassword(widget);
    await thief.takeKeyboard();
    await expect(coverIn(widget)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(widget.frame.getByRole('dialog')).toBeVisible();
    await widget.frame.getByRole('button', { name: 'Stay' }).click();
    await expect(coverIn(widget)).toBeVisible();
    await page.keyboard.press('Escape');
    await widget.closeWith('Close');
    expect(await widget.outcomes()).toEqual([{ callback: 'exit', detail: [] }]);
  });

  test('the form is covered right after a Tab from one field to the next', async ({ widget, thief, page }) => {
    await typePassword(widget);
    await widget.frame.getByLabel('User name').focus();
    await page.keyboard.press('Tab');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toBeFocused();
    await thief.takeKeyboard();
    await expect(coverIn(widget)).toBeVisible();
  });

  test('the form is covered only once it is shown', async ({ widget, thief }) => {
    await widget.open();
    await thief.takeKeyboard();
    await widget.chooseBank();
    await expect(coverIn(widget)).toBeHidden();
    await thief.takeKeyboard();
    await expect(coverIn(widget)).toBeVisible();
  });

  const challenges: Record<string, Challenge> = {
    'a one-time code': smsCode,
    'a security question': {
      id: 'chl_1',
      type: 'questions',
      questions: [{ id: 'q1', label: { en: 'First pet?', es: '¿Primera mascota?', pt: 'Primeiro animal?' } }],
      expiresIn: 180,
      extensionsLeft: 10,
    },
  };
  for (const [name, challenge] of Object.entries(challenges)) {
    test(`the field of ${name} is covered, and its text is kept`, async ({ widget, thief, araucaria }) => {
      araucaria.api.attempts = [challenged(challenge)];
      await widget.open();
      await widget.chooseBank();
      await widget.signIn();
      const field = widget.frame.locator('challenge-step input');
      await field.fill('123');
      await thief.takeKeyboard();
      await expect(coverIn(widget)).toBeVisible();
      await expect(field).toBeHidden();
      await continueTyping(widget);
      await expect(field).toHaveValue('123');
    });
  }

  test('the form is covered after a dialog of the host and a synthetic click', async ({ widget, page }) => {
    await typePassword(widget);
    await page.evaluate(() => {
      const dialog = document.createElement('dialog');
      dialog.innerHTML = '<input aria-label="Your session ends soon">';
      document.body.append(dialog);
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      dialog.showModal();
    });
    await expect(coverIn(widget)).toBeVisible();
  });

  test("the form is covered when the host's document takes the keyboard", async ({ widget, page }) => {
    await typePassword(widget);
    await page.evaluate(() => window.focus());
    await expect(coverIn(widget)).toBeVisible();
  });
});

/**
 * Checks that the form is not covered. The frame's timers run one after the other: after a timer of 200 ms, a lost focus
 * would have been detected.
 */
async function expectNoCover(widget: WidgetPage): Promise<void> {
  await widget.frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  await expect(coverIn(widget)).toHaveCount(0);
  await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('arau');
}

test.describe('the form is not covered', () => {
  test('after a click beside the widget and a press on Stay', async ({ widget, page }) => {
    await typePassword(widget);
    await page.mouse.click(20, 400);
    await widget.frame.getByRole('button', { name: 'Stay' }).click();
    await expectNoCover(widget);
  });

  test('after a right click beside the widget', async ({ widget, page }) => {
    await typePassword(widget);
    await page.mouse.click(20, 400, { button: 'right' });
    await expectNoCover(widget);
  });

  test('after a Tab out of the frame', async ({ widget, page }) => {
    await typePassword(widget);
    await widget.frame.getByRole('button', { name: 'Continue' }).focus();
    for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
    await widget.frame.getByRole('button', { name: 'Back' }).focus();
    for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Shift+Tab');
    await expectNoCover(widget);
  });

  test("while a password manager's menu has the focus", async ({ widget, site }) => {
    await typePassword(widget);
    await widget.frame.evaluate(() => {
      // Extensions insert a frame into the document, which takes the focus.
      const menu = document.createElement('iframe');
      document.body.append(menu);
      const entry = menu.contentDocument!.createElement('button');
      menu.contentDocument!.body.append(entry);
      entry.focus();
    });
    expect(site.requests).toEqual([]);
    await expectNoCover(widget);
  });
});
