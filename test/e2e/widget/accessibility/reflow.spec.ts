import { expect, test } from '../support/fixtures.ts';

for (const viewport of [
  { width: 320, height: 480 },
  { width: 320, height: 256 },
]) {
  test(`the form is not cut off at ${viewport.width} by ${viewport.height}`, async ({ page, widget }) => {
    await page.setViewportSize(viewport);
    await widget.open();
    await widget.chooseBank();
    const excess = await widget.frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(excess).toBe(0);
    await widget.frame.getByRole('button', { name: 'Continue' }).scrollIntoViewIfNeeded();
    await expect(widget.frame.getByRole('button', { name: 'Continue' })).toBeInViewport();
    await expect(widget.frame.getByRole('button', { name: 'Close' })).toBeAttached();
  });
}
