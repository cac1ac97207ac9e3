import { waitForPaint } from '../../../../src/testing/wait-for-paint.ts';
import { expect, test } from '../../../support/demo.ts';

test('a double click opens the widget once, and neither closes it nor chooses a bank', async ({ quilla }) => {
  await quilla.warm();
  await quilla.connect.dblclick();
  const widget = await quilla.widget();
  await expect(widget.getByRole('heading', { level: 1 })).toHaveText('Choose your bank');
  await expect(widget.getByRole('option').first()).toBeVisible();
});

test('a held Enter opens the widget, and neither closes it nor chooses a bank', async ({ page, quilla }) => {
  await quilla.warm();
  await quilla.connect.focus();
  const opened = quilla.widget();
  const down = page.keyboard.down.bind(page.keyboard, 'Enter');
  while ((await Promise.race([opened, down()])) === undefined);
  for (let times = 0; times < 30; times += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  const widget = await opened;
  await waitForPaint(widget);
  await expect(widget.getByRole('heading', { level: 1 })).toHaveText('Choose your bank');
  await expect(widget.locator('[aria-selected="true"]')).toHaveCount(0);
});

test('the second click of a double click on a bank does not give consent on the next step', async ({
  page,
  quilla,
}) => {
  const widget = await quilla.toConsent();
  const agree = widget.getByRole('button', { name: 'Agree and continue' });
  const { x, y, width, height } = (await agree.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down({ clickCount: 2 });
  await page.mouse.up({ clickCount: 2 });
  await waitForPaint(widget);
  await expect(widget.getByRole('heading', { level: 1 })).toContainText('Connect ');
  await agree.click();
  await expect(widget.getByRole('heading', { level: 1 })).toContainText('Sign in to ');
});
