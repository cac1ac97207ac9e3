import { expect, test, type HostWindow } from '../support/fixtures.ts';

test('preload loads the frame hidden and once, and open uses that frame', async ({ araucaria, widget, page }) => {
  await page.evaluate(() => {
    const { Araucaria } = globalThis as unknown as HostWindow;
    Araucaria.preload();
    Araucaria.preload();
  });
  await expect.poll(() => araucaria.api.to('institutions', 'GET').length).toBe(1);
  expect(await widget.frame.locator('input').count()).toBe(0);
  await widget.open();
  await expect(widget.frame.getByRole('option')).toHaveCount(6);
  expect(araucaria.api.to('institutions', 'GET')).toHaveLength(1);
  await widget.chooseBank();
  await widget.signIn();
  await widget.closeWith('Done');
  await expect.poll(() => widget.outcomes()).toMatchObject([{ callback: 'success' }]);
});

test('the popular banks are shown after a preload even when the network is gone', async ({
  araucaria,
  context,
  widget,
  page,
}) => {
  await page.evaluate(() => (globalThis as unknown as HostWindow).Araucaria.preload());
  await expect.poll(() => araucaria.api.to('institutions', 'GET').length).toBe(1);
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await page.evaluate(() => {
    const { Araucaria } = globalThis as unknown as HostWindow;
    // The host's backend never answers without a network.
    Araucaria.open({ requestToken: () => new Promise(() => {}) });
  });
  await expect(widget.frame.getByRole('option')).toHaveCount(6);
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(widget.frame.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
});

test('open loads a new frame when the page has removed the preloaded one', async ({ widget, page }) => {
  await page.evaluate(() => {
    (globalThis as unknown as HostWindow).Araucaria.preload();
    document.documentElement.lastElementChild!.remove();
  });
  await widget.open();
  await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
});

test('preload moves no focus and writes nothing to the console', async ({ page, widget }) => {
  const consoleLines: string[] = [];
  page.on('console', (message) => consoleLines.push(message.text()));
  await page.focus('#opener');
  await page.evaluate(() => (globalThis as unknown as HostWindow).Araucaria.preload());
  await expect.poll(() => widget.frames.length).toBe(1);
  await widget.frame.waitForLoadState();
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await expect(page.locator('#opener')).toBeFocused();
  expect(consoleLines).toEqual([]);
});
