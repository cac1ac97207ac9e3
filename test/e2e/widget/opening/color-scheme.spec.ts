import type { Page } from '@playwright/test';
import { expect, test, type HostWindow, type WidgetPage } from '../support/fixtures.ts';

/** The color scheme of the widget: of the step in the frame, and of the dialog around it, whose shadow root is opened. */
async function schemes({ page, frame }: WidgetPage): Promise<string[]> {
  const [step, dialog] = await Promise.all([
    frame.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
    page.evaluate(() => {
      const shown = document.documentElement.lastElementChild?.shadowRoot?.querySelector('dialog');
      const iframe = shown?.querySelector('iframe');
      if (!shown || !iframe) throw new Error('Expected the widget to be open.');
      // With another color scheme than its document's, the frame would be painted opaque.
      return [getComputedStyle(shown).backgroundColor, getComputedStyle(iframe).colorScheme];
    }),
  ]);
  return [step, ...dialog];
}

const light = ['rgb(255, 255, 255)', 'rgb(255, 255, 255)', 'light'];
const dark = ['rgb(22, 32, 28)', 'rgb(22, 32, 28)', 'dark'];

async function setRoot(page: Page, style: string): Promise<void> {
  await page.evaluate((value) => (document.documentElement.style.colorScheme = value), style);
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (options) {
      return attachShadow.call(this, { ...options, mode: 'open' });
    };
  });
});

for (const system of ['light', 'dark'] as const) {
  test(`the widget is as light or dark as the page, on a system that is ${system}`, async ({ page, widget }) => {
    await page.emulateMedia({ colorScheme: system });
    for (const scheme of ['light', 'dark']) {
      await setRoot(page, scheme);
      await widget.open();
      await expect.poll(() => schemes(widget)).toEqual(scheme === 'dark' ? dark : light);
      await widget.closeWith('Close');
    }
  });
}

test('a page that says nothing of color schemes is light, and so is the widget', async ({ page, widget }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => document.querySelector('meta[name="color-scheme"]')?.remove());
  await widget.open();
  await expect.poll(() => schemes(widget)).toEqual(light);
});

test('the open widget follows the page: its style, its meta tag, a style sheet, the system', async ({
  page,
  widget,
}) => {
  await setRoot(page, 'light');
  await widget.open();
  await expect.poll(() => schemes(widget)).toEqual(light);
  await setRoot(page, 'dark');
  await expect.poll(() => schemes(widget)).toEqual(dark);
  await setRoot(page, '');
  await expect.poll(() => schemes(widget)).toEqual(light);
  const meta = page.locator('meta[name="color-scheme"]');
  await meta.evaluate((element) => element.setAttribute('content', 'dark'));
  await expect.poll(() => schemes(widget)).toEqual(dark);
  await meta.evaluate((element) => element.setAttribute('content', 'light dark'));
  await expect.poll(() => schemes(widget)).toEqual(light);
  await page.addStyleTag({ content: 'html { color-scheme: dark }' });
  await expect.poll(() => schemes(widget)).toEqual(dark);
  await setRoot(page, 'light dark');
  await expect.poll(() => schemes(widget)).toEqual(light);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => schemes(widget)).toEqual(dark);
});

test('a color scheme of the host counts more than the page, and can change', async ({ page, widget }) => {
  await setRoot(page, 'light');
  await widget.open({ theme: { colorScheme: 'dark' } });
  await expect.poll(() => schemes(widget)).toEqual(dark);
  await page.evaluate(() => (globalThis as unknown as HostWindow).handle.setColorScheme('light'));
  await expect.poll(() => schemes(widget)).toEqual(light);
  await setRoot(page, 'dark');
  await page.evaluate(() => (globalThis as unknown as HostWindow).handle.setColorScheme('dark'));
  await expect.poll(() => schemes(widget)).toEqual(dark);
});

test('an invalid color scheme of the host is ignored', async ({ page, widget }) => {
  await setRoot(page, 'dark');
  await widget.open({ theme: { colorScheme: 'normal' } });
  await expect.poll(() => schemes(widget)).toEqual(dark);
});
