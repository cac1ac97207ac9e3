import { expect, test } from '../support/fixtures.ts';

test('a user links a bank when the frame lacks APIs newer than the oldest supported browsers', async ({
  page,
  host,
  widget,
}) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.addInitScript(() => {
    // Only the frame loses the APIs that Chrome 111, Firefox 115 or Safari 16.4 lack.
    if (!location.pathname.startsWith('/widget/frame/')) return;
    for (const [owner, names] of [
      [AbortSignal, ['any']],
      [Promise, ['withResolvers', 'try']],
      [Object, ['groupBy']],
      [Map, ['groupBy']],
      [Array, ['fromAsync']],
      [URL, ['canParse', 'parse']],
      [Set.prototype, ['union', 'intersection', 'difference', 'isSubsetOf']],
      [Element.prototype, ['checkVisibility', 'setHTMLUnsafe', 'moveBefore']],
      [HTMLElement.prototype, ['showPopover', 'popover']],
    ] as const) {
      for (const name of names) Reflect.deleteProperty(owner, name);
    }
  });
  await page.goto(host.url);
  await widget.open();
  await widget.frame.getByRole('combobox').fill('andes');
  await widget.chooseBank();
  await widget.signIn();
  await expect.poll(() => widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId: 'conn_1' }] }]);
  expect(errors).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the widget uses the host’s color without light-dark() in ${colorScheme} mode`, async ({ page, widget }) => {
    await page.emulateMedia({ colorScheme });
    // The button passes this option, which is not documented for hosts.
    await widget.open({ theme: { accent: 'rgb(90 40 160)', radius: '4px' } });
    const root = widget.frame.locator('html');
    const accent = (): Promise<string> => root.evaluate((html) => getComputedStyle(html).getPropertyValue('--accent'));
    await expect.poll(accent).toMatch(/^rgb\(\d+ \d+ \d+\)$/);
    if (colorScheme === 'light') expect(await accent()).toBe('rgb(90 40 160)');
    expect(await root.getAttribute('style')).not.toContain('light-dark');
  });
}

test('the widget uses the host’s color without color-mix()', async ({ page, host, widget }) => {
  await page.addInitScript(() => {
    const background = { get: () => 'rgba(0, 0, 0, 0)', set: () => undefined };
    Object.defineProperty(CSSStyleDeclaration.prototype, 'backgroundColor', background);
  });
  await page.goto(host.url);
  await widget.open({ theme: { accent: 'rgb(90 40 160)', radius: '4px' } });
  await expect
    .poll(() => widget.frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent')))
    .toBe('rgb(90 40 160)');
});
