import { expect, test } from '../../../support/demo.ts';
import { responseLost, failRequests, failNextRequest } from '../../../support/request-faults.ts';

test.describe('a page that closes during an attempt', () => {
  // The bank answers after a minute: the page closes before.
  test.use({ settings: { bankDelay: 60_000 } });

  test('a reload loses no link, and the page shows it', async ({ clock, page, quilla }) => {
    // Confirms the browser's question before the reload.
    page.on('dialog', (dialog) => void dialog.accept());
    const widget = await quilla.toForm();
    const attemptCreated = page.waitForResponse('**/api/attempts');
    await quilla.signIn(widget, 'ok');
    await expect(widget.getByRole('heading', { name: 'Connecting to Banco Alerce' })).toBeVisible();
    await attemptCreated;
    await quilla.load(() => page.reload());
    await clock.advance(60_000);
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
    await expect(quilla.log).toContainText('connection.connected');
  });

  test('a closed tab loses no link, and a new one shows it', async ({ clock, page, quilla }) => {
    const widget = await quilla.toForm();
    const attemptCreated = page.waitForResponse('**/api/attempts');
    await quilla.signIn(widget, 'ok');
    await expect(widget.getByRole('heading', { name: 'Connecting to Banco Alerce' })).toBeVisible();
    await attemptCreated;
    const context = page.context();
    await page.close({ runBeforeUnload: false });
    await clock.advance(60_000);
    const again = await context.newPage();
    await again.goto(quilla.demo.hostUrl);
    await expect(again.locator('#connections > li')).toHaveText(/Banco Alerce.*Connected/s);
  });
});

test('a failed renewal is shown, and a retry sends the form again', async ({ clock, page, quilla }) => {
  const widget = await quilla.toForm();
  await widget.getByLabel('User name').fill('ok');
  await clock.advance(900_000);
  const restore = await failRequests(page, '**/api/widget-token', (route) => route.fulfill({ status: 503 }));
  await widget.getByLabel('Password', { exact: true }).fill('araucaria');
  await widget.getByRole('button', { name: 'Continue' }).click();
  await expect(widget.getByRole('heading', { name: 'We couldn’t start' })).toBeVisible();
  await page.keyboard.press('Escape');
  await widget.getByRole('button', { name: 'Stay' }).click();
  restore();
  await widget.getByRole('button', { name: 'Try again' }).click();
  await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
  await expect(quilla.banks).toHaveCount(1);
});

test.describe('a response that is lost', () => {
  test('the widget reports the success when the response to the code is lost', async ({ page, quilla }) => {
    const widget = await quilla.toForm();
    await quilla.signIn(widget, 'otp');
    await failNextRequest(page, '**/api/attempt/challenge', responseLost);
    await widget.getByRole('textbox', { name: /code/i }).fill('123456');
    await expect(quilla.log).toContainText('araucaria-success');
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
  });

  test('the widget says that the outcome is unknown when the response to the credentials is lost', async ({
    page,
    quilla,
  }) => {
    const widget = await quilla.toForm();
    await failNextRequest(page, '**/api/attempts', responseLost);
    await quilla.signIn(widget, 'ok');
    await expect(widget.getByRole('heading', { name: 'We don’t know if it worked' })).toBeFocused();
    await expect(widget.getByText(/See in Quilla whether your bank is connected/)).toBeVisible();
    await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
    await widget.getByRole('button', { name: 'Try again' }).click();
    await widget.getByLabel('Password', { exact: true }).fill('araucaria');
    await widget.getByRole('button', { name: 'Continue' }).click();
    await expect(widget.getByRole('heading', { name: 'We don’t know if it worked' })).toBeFocused();
  });
});
