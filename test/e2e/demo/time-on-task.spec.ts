import { expect, test } from '../../support/demo.ts';

test('a user links a bank with four presses of the mouse and some typing', async ({ page, quilla }) => {
  let presses = 0;
  await page.exposeFunction('countPress', () => (presses += 1));
  // In the page and in the frame.
  await page.addInitScript(() => {
    const { countPress } = globalThis as unknown as { countPress: () => Promise<number> };
    addEventListener('pointerdown', () => void countPress(), true);
  });
  await page.reload();
  await quilla.connect.click();
  const widget = await quilla.widget();
  await widget.getByRole('option', { name: 'Banco Alerce' }).click();
  await widget.getByRole('button', { name: 'Agree and continue' }).click();
  await expect(widget.getByLabel('User name')).toBeFocused();
  await page.keyboard.type('ok');
  await page.keyboard.press('Tab');
  await page.keyboard.type('araucaria');
  await widget.getByRole('button', { name: 'Continue' }).click();
  await expect(quilla.banks).toHaveText(/Banco Alerce.*Connected/s);
  expect(presses).toBe(4);
});
