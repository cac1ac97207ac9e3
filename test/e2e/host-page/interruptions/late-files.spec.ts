import { expect, test } from '../../../support/demo.ts';
import { failRequests } from '../../../support/request-faults.ts';

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
