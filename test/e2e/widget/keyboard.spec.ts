import type { Frame } from '@playwright/test';
import type { Challenge } from '../../../src/shared/widget-api.ts';
import { serve, type Served } from '../../support/serve.ts';
import { expect, test as base, type WidgetPage } from './support/fixtures.ts';

/** Another part of the host's page, which takes the keyboard and keeps what is typed there. */
type Thief = { steal(): Promise<void>; stolen(): Promise<string> };

/** A frame as advertisements have it: it may run scripts, and nothing else. */
const advertisement = `<!doctype html><title>Advertisement</title><input><script>
  const field = document.querySelector('input');
  globalThis.steal = () => { window.focus(); field.focus(); };
</script>`;

const test = base.extend<{ site: Served; thief: Thief }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  site: async ({}, use) => {
    const site = await serve({ '/': advertisement });
    await use(site);
    await site.close();
  },
  thief: async ({ page, widget, site }, use) => {
    // After `widget`, whose page it is put into.
    expect(widget.frames).toEqual([]);
    await page.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.name = 'advertisement';
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.src = src;
      document.body.append(frame);
    }, site.origin);
    const frame = (): Frame => page.frame('advertisement')!;
    await expect.poll(() => frame()?.evaluate(() => 'steal' in globalThis)).toBe(true);
    await use({
      steal: () => frame().evaluate(() => (globalThis as unknown as { steal(): void }).steal()),
      stolen: () => frame().locator('input').inputValue(),
    });
  },
});

const coverOf = ({ frame }: WidgetPage): ReturnType<Frame['getByRole']> =>
  frame.getByRole('heading', { name: 'Your typing was interrupted' });

/** Opens the widget, goes to the form and begins to type the password. */
async function typePassword(widget: WidgetPage): Promise<void> {
  await widget.open();
  await widget.choose();
  await widget.frame.getByLabel('User name').fill('ok');
  await widget.frame.getByLabel('Password', { exact: true }).click();
  await widget.page.keyboard.type('arau');
}

/** Another part of the page takes the keyboard again, until the form is covered. */
async function coverAgain(widget: WidgetPage, thief: Thief): Promise<void> {
  await widget.frame.getByLabel('Password', { exact: true }).click();
  await thief.steal();
  await expect(coverOf(widget)).toBeVisible();
}

const goOn = (widget: WidgetPage): Promise<void> => widget.frame.getByRole('button', { name: 'Go on' }).click();

test.describe('frame 21: another part of the page takes the keyboard', () => {
  test('the form is covered, and goes on with what was typed', async ({ widget, thief, page }) => {
    await typePassword(widget);
    await widget.frame.getByRole('button', { name: 'Show Password' }).click();
    await widget.frame.getByLabel('Password', { exact: true }).focus();
    await thief.steal();

    await expect(coverOf(widget)).toBeVisible();
    // Neither to be read nor to be typed into.
    await expect(widget.frame.locator('input')).toHaveCount(2);
    for (const input of await widget.frame.locator('input').all()) await expect(input).toBeHidden();
    await expect(coverOf(widget)).toBeFocused();
    await page.keyboard.type('caria\n ');
    expect(await thief.stolen()).toBe('');
    await expect(coverOf(widget)).toBeVisible();

    await goOn(widget);
    await expect(widget.frame.getByLabel('User name')).toHaveValue('ok');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('arau');
    await expect(widget.frame.getByRole('heading', { name: 'Sign in to Banco de los Andes' })).toBeFocused();
    await widget.signIn();
    await widget.end('Done');
    expect(await widget.ends()).toMatchObject([{ callback: 'success' }]);
  });

  test('who has only a keyboard goes on with it', async ({ widget, thief, page }) => {
    await typePassword(widget);
    await thief.steal();
    await expect(coverOf(widget)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(widget.frame.getByRole('button', { name: 'Go on' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toBeVisible();
  });

  test('for the third time: the run ends with an error of its own', async ({ widget, thief }) => {
    await typePassword(widget);
    await coverAgain(widget, thief);
    await goOn(widget);
    await coverAgain(widget, thief);
    await goOn(widget);
    await widget.frame.getByLabel('Password', { exact: true }).click();
    await widget.whileLeaving(() => thief.steal());
    expect(await widget.ends()).toMatchObject([
      { callback: 'exit', detail: [{ code: 'keyboard-taken', retryable: true }] },
    ]);
  });

  test('while it is covered, leaving asks as it always does', async ({ widget, thief, page }) => {
    await typePassword(widget);
    await thief.steal();
    await expect(coverOf(widget)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(widget.frame.getByRole('dialog')).toBeVisible();
    await widget.frame.getByRole('button', { name: 'Stay' }).click();
    await expect(coverOf(widget)).toBeVisible();
    await widget.end('Leave');
    expect(await widget.ends()).toEqual([{ callback: 'exit', detail: [] }]);
  });

  test('right after a Tab from one field to the next', async ({ widget, thief, page }) => {
    await typePassword(widget);
    await widget.frame.getByLabel('User name').focus();
    await page.keyboard.press('Tab');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toBeFocused();
    await thief.steal();
    await expect(coverOf(widget)).toBeVisible();
  });

  test('before there is a form, and again once it is there', async ({ widget, thief }) => {
    await widget.open();
    await thief.steal();
    await widget.choose();
    await expect(coverOf(widget)).toBeHidden();
    await thief.steal();
    await expect(coverOf(widget)).toBeVisible();
  });

  const challenges: Record<string, Challenge> = {
    'a one-time code': {
      id: 'chl_1',
      type: 'one-time-code',
      channel: 'app',
      length: 6,
      sentTo: '',
      resendIn: null,
      expiresIn: 180,
      extensionsLeft: 10,
    },
    'a security question': {
      id: 'chl_1',
      type: 'questions',
      questions: [{ id: 'q1', label: { en: 'First pet?', es: '¿Primera mascota?', pt: 'Primeiro animal?' } }],
      expiresIn: 180,
      extensionsLeft: 10,
    },
  };
  for (const [name, challenge] of Object.entries(challenges)) {
    test(`at ${name}: it is covered too, and kept`, async ({ widget, thief, araucaria }) => {
      araucaria.api.attempts = [{ status: 'challenge', challenge }];
      await widget.open();
      await widget.choose();
      await widget.signIn();
      const field = widget.frame.locator('challenge-step input');
      await field.fill('123');
      await thief.steal();
      await expect(coverOf(widget)).toBeVisible();
      await expect(field).toBeHidden();
      await goOn(widget);
      await expect(field).toHaveValue('123');
    });
  }

  test('by a dialog of the host: a press that a script made is no excuse', async ({ widget, page }) => {
    await typePassword(widget);
    await page.evaluate(() => {
      const dialog = document.createElement('dialog');
      dialog.innerHTML = '<input aria-label="Your session ends soon">';
      document.body.append(dialog);
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      dialog.showModal();
    });
    await expect(coverOf(widget)).toBeVisible();
  });

  test("by the host's own document", async ({ widget, page }) => {
    await typePassword(widget);
    await page.evaluate(() => window.focus());
    await expect(coverOf(widget)).toBeVisible();
  });
});

/** A loss would have been settled and answered by now: the frame's timers run one after the other. */
async function nothingCovered(widget: WidgetPage): Promise<void> {
  await widget.frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  await expect(coverOf(widget)).toHaveCount(0);
  await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('arau');
}

test.describe('frame 21: what is no attack does not cover the form', () => {
  test('a press beside the widget, and staying', async ({ widget, page }) => {
    await typePassword(widget);
    await page.mouse.click(20, 400);
    await widget.frame.getByRole('button', { name: 'Stay' }).click();
    await nothingCovered(widget);
  });

  test('a press beside the widget with the other button', async ({ widget, page }) => {
    await typePassword(widget);
    await page.mouse.click(20, 400, { button: 'right' });
    await nothingCovered(widget);
  });

  test('a Tab that leads out of the frame', async ({ widget, page }) => {
    await typePassword(widget);
    await widget.frame.getByRole('button', { name: 'Choose another bank' }).focus();
    for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
    await widget.frame.getByRole('button', { name: 'Close' }).focus();
    for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Shift+Tab');
    await nothingCovered(widget);
  });

  test("a password manager's own menu beside the field", async ({ widget, site }) => {
    await typePassword(widget);
    await widget.frame.evaluate(() => {
      // As extensions do it: a frame of theirs in this document, that takes the focus.
      const menu = document.createElement('iframe');
      document.body.append(menu);
      const entry = menu.contentDocument!.createElement('button');
      menu.contentDocument!.body.append(entry);
      entry.focus();
    });
    expect(site.requests).toEqual([]);
    await nothingCovered(widget);
  });
});
