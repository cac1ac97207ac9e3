import { expect, test } from '../support/demo.ts';

test.describe('a page that goes away', () => {
  // Long enough to leave in between.
  test.use({ settings: { bankDelay: 700 } });

  test('after the bank was asked, by a reload: the link is not lost, and the page shows it', async ({
    page,
    quilla,
  }) => {
    // The question that a person would answer with "leave".
    page.on('dialog', (dialog) => void dialog.accept());
    const widget = await quilla.toForm();
    await quilla.signIn(widget, 'ok');
    await expect(widget.getByRole('heading', { name: 'Connecting to Banco Alerce' })).toBeVisible();
    await page.reload();
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
    await expect(quilla.log).toContainText('connection.connected');
  });

  test('after the bank was asked, by a tab that the phone drops: it is there when the user comes back', async ({
    page,
    quilla,
  }) => {
    const widget = await quilla.toForm();
    await quilla.signIn(widget, 'ok');
    await expect(widget.getByRole('heading', { name: 'Connecting to Banco Alerce' })).toBeVisible();
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await again.goto(quilla.demo.hostUrl);
    await expect(again.locator('#connections li')).toHaveText(/Banco Alerce.*Connected/s);
  });
});

test.describe('with tokens that live two seconds', () => {
  test.use({ settings: { tokenTtl: 2 } });

  test('a renewal that fails is told, and the next try loses nothing but the password', async ({ page, quilla }) => {
    const widget = await quilla.toForm();
    await widget.getByLabel('User name').fill('ok');
    await page.waitForTimeout(2_100);
    await page.route('**/api/widget-token', (route) => route.fulfill({ status: 503 }));
    await widget.getByLabel('Password', { exact: true }).fill('araucaria');
    await widget.getByRole('button', { name: 'Continue' }).click();
    await expect(widget.getByRole('heading', { name: 'We could not start' })).toBeVisible();
    await page.unroute('**/api/widget-token');
    await widget.getByRole('button', { name: 'Try again' }).click();
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
    await expect(quilla.banks).toHaveCount(1);
  });
});

test('later steps that do not load are told, and loaded with the next try', async ({ page, quilla }) => {
  await page.route('**/assets/define-later-steps-*.js', (route) => route.abort());
  await quilla.connect.click();
  const widget = await quilla.widget();
  await widget.getByRole('option', { name: 'Banco Alerce' }).click();
  await expect(widget.locator('[data-kind="failure"]')).toBeVisible();
  await page.unroute('**/assets/define-later-steps-*.js');
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
  const look = (): Promise<{ background: string; colour: string; radius: string }> =>
    widget.locator('.primary').evaluate((button) => {
      const { backgroundColor: background, color: colour, borderTopLeftRadius: radius } = getComputedStyle(button);
      return { background, colour, radius };
    });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await look()).toMatchObject({ background: 'rgb(255, 212, 0)', colour: 'rgb(0, 0, 0)' });
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await look();
  // Yellow on white cannot be read: it is made darker, with white on it.
  expect(light.background).not.toBe('rgb(255, 212, 0)');
  expect(light.radius).toBe('4px');
});

test('no entry is added to the history, and Back leaves the page it is on', async ({ page, quilla }) => {
  const before = await page.evaluate(() => history.length);
  await quilla.link();
  expect(await page.evaluate(() => history.length)).toBe(before);
});
