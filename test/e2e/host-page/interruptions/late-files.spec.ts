import { expect, test } from '../../../support/demo.ts';
import { failRequests, failNextRequest } from '../../../support/request-faults.ts';

test('later steps that fail to load show an error and load with a retry', async ({ page, quilla }) => {
  const restore = await failRequests(page, '**/assets/define-later-steps-*.js*');
  await quilla.connect.click();
  const widget = await quilla.widget();
  await widget.getByRole('option', { name: 'Banco Alerce' }).click();
  await expect(widget.locator('[data-kind="failure"]')).toBeVisible();
  restore();
  // With a new URL: some browsers never request a failed module again.
  const retried = page.waitForRequest(/define-later-steps-.*\.js\?retry=\d+$/);
  await widget.getByRole('button', { name: 'Try again' }).click();
  await retried;
  await expect(widget.getByRole('heading', { name: 'Connect Banco Alerce to Quilla?' })).toBeVisible();
});

test('a language that failed to preload is requested again when it is needed', async ({ page, quilla }) => {
  await page.evaluate(() => (document.documentElement.lang = 'es'));
  await failNextRequest(page, '**/assets/es-*.js*');
  const failed = page.waitForEvent('requestfailed');
  await quilla.warm();
  await failed;
  await quilla.connect.click();
  const widget = await quilla.widget();
  await expect(widget.getByRole('heading', { name: 'Elige tu banco' })).toBeVisible();
});

test('a token failure before the language has loaded is shown, and a retry continues', async ({ page, quilla }) => {
  await page.evaluate(() => (document.documentElement.lang = 'es'));
  const failed = page.waitForResponse('**/api/widget-token');
  await page.route('**/assets/es-*.js', async (route) => {
    await failed;
    await route.continue();
  });
  const restore = await failRequests(page, '**/api/widget-token', (route) => route.fulfill({ status: 503 }));
  await quilla.warm();
  await quilla.connect.click();
  const widget = await quilla.widget();
  await expect(widget.getByRole('heading', { name: 'No pudimos empezar' })).toBeVisible();
  restore();
  await widget.getByRole('button', { name: 'Intentar de nuevo' }).click();
  await expect(widget.getByRole('option', { name: 'Banco Alerce' })).toBeVisible();
});

test('the widget is in English while another language does not load', async ({ page, quilla }) => {
  const late = Promise.withResolvers<void>();
  await page.route('**/assets/es-*.js', async (route) => {
    await late.promise;
    await route.continue();
  });
  await page.evaluate(() => (document.documentElement.lang = 'es'));
  const widget = await quilla.toConsent();
  await expect(widget.getByRole('heading', { name: 'Connect Banco Alerce to Quilla?' })).toBeVisible();
  const arrived = page.waitForResponse('**/assets/es-*.js');
  late.resolve();
  await arrived;
  await widget.getByRole('button', { name: 'Agree and continue' }).click();
  await expect(widget.getByRole('heading', { name: 'Sign in to Banco Alerce' })).toBeVisible();
});

test('Escape closes the widget at once while its language is loading', async ({ page, quilla }) => {
  await page.route('**/assets/es-*.js', () => undefined);
  await page.evaluate(() => (document.documentElement.lang = 'es'));
  await quilla.warm();
  // The clock stands still, so the time-out for a hanging frame can't close the widget.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await quilla.connect.click();
  await expect(quilla.log).toContainText('araucaria-open');
  await page.keyboard.press('Escape');
  await expect(quilla.log).toContainText('araucaria-exit');
});

test('later steps that are very late show an error and load with a retry', async ({ page, quilla }) => {
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
  await expect(widget.getByRole('heading', { name: 'Connect Banco Alerce to Quilla?' })).toBeVisible();
});
