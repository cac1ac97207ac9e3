import { expect, test } from '../../support/demo.ts';
import { answerLost, disrupt, disruptOnce } from '../../support/disrupt.ts';

test.describe('a page that goes away', () => {
  // A minute, to leave in between.
  test.use({ settings: { bankDelay: 60_000 } });

  test('after the bank was asked, by a reload: the link is not lost, and the page shows it', async ({
    clock,
    page,
    quilla,
  }) => {
    // The question that a person would answer with "leave".
    page.on('dialog', (dialog) => void dialog.accept());
    const widget = await quilla.toForm();
    const asked = page.waitForResponse('**/api/attempts');
    await quilla.signIn(widget, 'ok');
    await expect(widget.getByRole('heading', { name: 'Connecting to Banco Alerce' })).toBeVisible();
    await asked;
    await quilla.load(() => page.reload());
    await clock.advance(60_000);
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
    await expect(quilla.log).toContainText('connection.connected');
  });

  test('after the bank was asked, by a tab that the phone drops: it is there when the user comes back', async ({
    clock,
    page,
    quilla,
  }) => {
    const widget = await quilla.toForm();
    const asked = page.waitForResponse('**/api/attempts');
    await quilla.signIn(widget, 'ok');
    await expect(widget.getByRole('heading', { name: 'Connecting to Banco Alerce' })).toBeVisible();
    await asked;
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    await clock.advance(60_000);
    const again = await context.newPage();
    await again.goto(quilla.demo.hostUrl);
    await expect(again.locator('#connections li')).toHaveText(/Banco Alerce.*Connected/s);
  });
});

test('a renewal that fails is told, and the next try loses nothing but the password', async ({
  clock,
  page,
  quilla,
}) => {
  const widget = await quilla.toForm();
  await widget.getByLabel('User name').fill('ok');
  await clock.advance(900_000);
  const restore = await disrupt(page, '**/api/widget-token', (route) => route.fulfill({ status: 503 }));
  await widget.getByLabel('Password', { exact: true }).fill('araucaria');
  await widget.getByRole('button', { name: 'Continue' }).click();
  await expect(widget.getByRole('heading', { name: 'We could not start' })).toBeVisible();
  await page.keyboard.press('Escape');
  await widget.getByRole('button', { name: 'Stay' }).click();
  restore();
  await widget.getByRole('button', { name: 'Try again' }).click();
  await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
  await expect(quilla.banks).toHaveCount(1);
});

test.describe('an answer that gets lost on its way back', () => {
  test('after the bank took the code: the widget learns that it is linked all the same', async ({ page, quilla }) => {
    const widget = await quilla.toForm();
    await quilla.signIn(widget, 'otp');
    await widget.getByRole('textbox', { name: /code/i }).fill('123456');
    await disruptOnce(page, '**/api/attempt/challenge', answerLost);
    await widget.getByRole('button', { name: 'Confirm' }).click();
    await expect(quilla.log).toContainText('araucaria-success');
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
  });

  test('after the bank took the credentials: nobody is told that nothing was linked', async ({ page, quilla }) => {
    const widget = await quilla.toForm();
    await disruptOnce(page, '**/api/attempts', answerLost);
    await quilla.signIn(widget, 'ok');
    await expect(widget.getByRole('heading', { name: 'We don’t know if it worked' })).toBeFocused();
    await expect(widget.getByText(/Look in Quilla whether your bank is linked/)).toBeVisible();
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
    await widget.getByRole('button', { name: 'Try again' }).click();
    await widget.getByLabel('Password', { exact: true }).fill('araucaria');
    await widget.getByRole('button', { name: 'Continue' }).click();
    await expect(widget.getByRole('heading', { name: 'We don’t know if it worked' })).toBeFocused();
  });
});

test('later steps that do not load are told, and loaded with the next try', async ({ page, quilla }) => {
  const restore = await disrupt(page, '**/assets/define-later-steps-*.js*');
  await quilla.connect.click();
  const widget = await quilla.widget();
  await widget.getByRole('option', { name: 'Banco Alerce' }).click();
  await expect(widget.locator('[data-kind="failure"]')).toBeVisible();
  restore();
  // By a new address: many a browser never asks again for a module that has failed.
  const retried = page.waitForRequest(/define-later-steps-.*\.js\?retry=\d+$/);
  await widget.getByRole('button', { name: 'Try again' }).click();
  await retried;
  await expect(widget.getByRole('heading', { name: 'Link Banco Alerce to Quilla?' })).toBeVisible();
});

test('a language that did not load ahead of time is asked for again when it is spoken', async ({ page, quilla }) => {
  await page.evaluate(() => (document.documentElement.lang = 'es'));
  await disruptOnce(page, '**/assets/es-*.js*');
  const failed = page.waitForEvent('requestfailed');
  await quilla.warm();
  await failed;
  await quilla.connect.click();
  const widget = await quilla.widget();
  await expect(widget.getByRole('heading', { name: 'Elige tu banco' })).toBeVisible();
});

test('a token that fails before the language is there is told, and the next try goes on', async ({ page, quilla }) => {
  await page.evaluate(() => (document.documentElement.lang = 'es'));
  const failed = page.waitForResponse('**/api/widget-token');
  await page.route('**/assets/es-*.js', async (route) => {
    await failed;
    await route.continue();
  });
  const restore = await disrupt(page, '**/api/widget-token', (route) => route.fulfill({ status: 503 }));
  await quilla.warm();
  await quilla.connect.click();
  const widget = await quilla.widget();
  await expect(widget.getByRole('heading', { name: 'No pudimos empezar' })).toBeVisible();
  restore();
  await widget.getByRole('button', { name: 'Intentar de nuevo' }).click();
  await expect(widget.getByRole('option', { name: 'Banco Alerce' })).toBeVisible();
});

test('a language that does not arrive leaves the user with English, and not with nothing', async ({ page, quilla }) => {
  const late = Promise.withResolvers<void>();
  await page.route('**/assets/es-*.js', async (route) => {
    await late.promise;
    await route.continue();
  });
  await page.evaluate(() => (document.documentElement.lang = 'es'));
  const widget = await quilla.toConsent();
  await expect(widget.getByRole('heading', { name: 'Link Banco Alerce to Quilla?' })).toBeVisible();
  const arrived = page.waitForResponse('**/assets/es-*.js');
  late.resolve();
  await arrived;
  await widget.getByRole('button', { name: 'Agree and continue' }).click();
  await expect(widget.getByRole('heading', { name: 'Sign in to Banco Alerce' })).toBeVisible();
});

test('while the language is on its way, leaving waits for nothing', async ({ page, quilla }) => {
  await page.route('**/assets/es-*.js', () => undefined);
  await page.evaluate(() => (document.documentElement.lang = 'es'));
  await quilla.warm();
  // No time passes: what would end a hung frame stays out of it.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await quilla.connect.click();
  await expect(quilla.log).toContainText('araucaria-open');
  await page.keyboard.press('Escape');
  await expect(quilla.log).toContainText('araucaria-exit');
});

test('later steps that are very late are told of too, and there with the next try', async ({ page, quilla }) => {
  const late = Promise.withResolvers<void>();
  await page.route('**/assets/define-later-steps-*.js', async (route) => {
    await late.promise;
    await route.continue();
  });
  await page.clock.install();
  await quilla.connect.click();
  const widget = await quilla.widget();
  await widget.getByRole('option', { name: 'Banco Alerce' }).click();
  await expect(widget.getByRole('heading', { name: 'Opening Banco Alerce…' })).toBeVisible();
  await page.clock.runFor(21_000);
  await expect(widget.locator('[data-kind="failure"]')).toBeVisible();
  late.resolve();
  await widget.getByRole('button', { name: 'Try again' }).click();
  await expect(widget.getByRole('heading', { name: 'Link Banco Alerce to Quilla?' })).toBeVisible();
});

test("the widget wears the button's colour and corners, readable in light and dark", async ({ page, quilla }) => {
  await page.evaluate(() => {
    const { style } = document.documentElement;
    style.setProperty('--araucaria-connect-button-color', '#ffd400');
    style.setProperty('--araucaria-connect-button-radius', '4px');
  });
  const widget = await quilla.toForm();
  const primary = widget.locator('.primary');
  // Under the pointer it has another colour.
  await widget.getByRole('heading', { level: 1 }).hover();
  // Waited for: a frame in a process of its own hears of the scheme a moment after the page.
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(primary).toHaveCSS('background-color', 'rgb(255, 212, 0)');
  await expect(primary).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(primary).toHaveCSS('border-top-left-radius', '4px');
  await page.emulateMedia({ colorScheme: 'light' });
  // Yellow on white cannot be read: it is made darker, with white on it.
  await expect(primary).toHaveCSS('color', 'rgb(255, 255, 255)');
  await expect(primary).not.toHaveCSS('background-color', 'rgb(255, 212, 0)');
});

test('no entry is added to the history, and Back leaves the page it is on', async ({ page, quilla }) => {
  const before = await page.evaluate(() => history.length);
  await quilla.link();
  expect(await page.evaluate(() => history.length)).toBe(before);
});
