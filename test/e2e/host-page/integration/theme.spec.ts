import { expect, test } from '../../../support/demo.ts';

test("the widget has the button's color and radius, readable in light and dark", async ({ page, quilla }) => {
  await page.evaluate(() => {
    const { style } = document.documentElement;
    style.setProperty('--araucaria-connect-button-color', '#ffd400');
    style.setProperty('--araucaria-connect-button-radius', '4px');
  });
  const widget = await quilla.toForm();
  const primary = widget.locator('.primary');
  // The button has another color under the pointer.
  await widget.getByRole('heading', { level: 1 }).hover();
  // Polled: a frame in its own process gets the new color scheme a moment after the page.
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(primary).toHaveCSS('background-color', 'rgb(255, 212, 0)');
  await expect(primary).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(primary).toHaveCSS('border-top-left-radius', '4px');
  await page.emulateMedia({ colorScheme: 'light' });
  // Yellow on white is not readable: the widget makes it darker, with white text.
  await expect(primary).toHaveCSS('color', 'rgb(255, 255, 255)');
  await expect(primary).not.toHaveCSS('background-color', 'rgb(255, 212, 0)');
});
