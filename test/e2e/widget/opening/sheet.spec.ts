import { waitForPaint } from '../../../../src/testing/wait-for-paint.ts';
import { reliableClickAt } from '../../../../src/testing/reliable-click.ts';
import { openShadowRoots } from '../../../cross-engine/driver.ts';
import { expect, test } from '../support/fixtures.ts';

test.beforeEach(async ({ page, widget }) => {
  await page.addInitScript(openShadowRoots);
  await page.reload();
  // Makes the page long enough to scroll.
  await widget.page.evaluate(() => void (document.body.style.height = '5000px'));
});

for (const [where, x, y, viewport] of [
  ['the end of the list', 195, 300, { width: 390, height: 500 }],
  ['a list that fits', 500, 400, { width: 1000, height: 800 }],
  ['the backdrop', 5, 5, { width: 1000, height: 800 }],
] as const) {
  test(`the page does not scroll when the user scrolls over ${where}`, async ({ page, widget }) => {
    await page.setViewportSize(viewport);
    await widget.open();
    await expect(widget.frame.getByRole('option')).toHaveCount(6);
    for (let turns = 0; turns < 4; turns += 1) {
      // Chromium adds a wheel turn at the same place to the scroll before it, which never reaches the page.
      await page.mouse.move(x, y + 20 * turns);
      await page.mouse.wheel(0, 400);
      await waitForPaint(page.mainFrame());
    }
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
}

for (const state of ['loading', 'loaded'] as const) {
  test(`the ${state} widget stays clear of a phone's notch and home indicator`, async ({ araucaria, page, widget }) => {
    if (state === 'loading')
      araucaria.files['frame/index.html'] = { body: '<!doctype html><title>Silent</title>', endless: true };
    await page.setViewportSize({ width: 390, height: 844 });
    const devTools = await page.context().newCDPSession(page);
    const insets = { top: 47, right: 11, bottom: 34, left: 13 };
    await devTools.send('Emulation.setSafeAreaInsetsOverride', { insets });
    await widget.open();
    // The sheet reaches the edges of the screen: a tap there is not a tap on the backdrop.
    const sheet = page.locator('dialog');
    expect(await sheet.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    await page.mouse.click(195, 20);
    await page.mouse.click(195, 830);
    await page.mouse.click(195, 422);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await widget.outcomes()).toEqual([]);
    expect(await widget.frame.evaluate(() => [innerWidth, innerHeight])).toEqual([390 - 11 - 13, 844 - 47 - 34]);
    const close = state === 'loaded' ? widget.frame.locator('.close') : sheet.locator('> button');
    const { right, top } = await close.evaluate((button) => button.getBoundingClientRect());
    // The frame begins below the notch. Playwright's `boundingBox` ignores the frame's padding.
    const [x, y] = state === 'loaded' ? [insets.left + right, insets.top + top] : [right, top];
    expect([x <= 390 - insets.right, y >= insets.top]).toEqual([true, true]);
    const press = (): Promise<void> => page.mouse.click(x - 10, y + 10);
    const { frame } = widget;
    await widget.waitForClose(state === 'loaded' ? () => reliableClickAt(frame, press) : press);
    expect(await widget.outcomes()).toEqual([{ callback: 'exit', detail: [] }]);
  });
}
