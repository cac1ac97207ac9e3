import { linkBank } from '../../../../src/testing/link-bank.ts';
import { expect, test } from '../../../support/demo.ts';
import { withoutNewerApis } from '../../../support/older-browser.ts';

// Firefox 115 and Safari 16.4 can't be installed here, so Chromium runs without the APIs that they lack. Without Trusted
// Types it would block every script under the demo's policies.
test.use({ bypassCSP: true });
test.beforeEach(({ context }) => context.addInitScript(withoutNewerApis));

test('the page and the widget’s frame lack the APIs that the oldest supported browsers lack', async ({
  page,
  quilla,
}) => {
  await page.reload();
  await quilla.connect.click();
  const frames = [page.mainFrame(), await quilla.widget()];
  for (const frame of frames) {
    const left = await frame.evaluate(`[
      'Promise.withResolvers', 'Promise.try', 'AbortSignal.any', 'Object.groupBy', 'Map.groupBy', 'URL.parse', 'URL.canParse',
      'Array.fromAsync', 'Set.prototype.union', 'Iterator.prototype.map', 'CustomStateSet', 'trustedTypes', 'CommandEvent',
      'Element.prototype.checkVisibility', 'Element.prototype.getHTML', 'ElementInternals.prototype.states',
      'Intl.Segmenter', 'requestIdleCallback', 'navigation', 'scheduler', 'CloseWatcher', 'HTMLElement.prototype.showPopover',
      'Element.prototype.ariaLabel', 'navigator.userActivation', 'document.startViewTransition',
    ].filter((path) => path.split('.').reduce((object, name) => object?.[name], globalThis) !== undefined)`);
    expect(left).toEqual([]);
  }
});

test('a user links a bank with a one-time code without the newer APIs', async ({ page, quilla }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.reload();
  await linkBank(page, { scenario: 'otp', opener: quilla.connect });
  await expect(quilla.message).toHaveText('Your bank is connected.');
  await expect(quilla.connect).toBeFocused();
  expect(errors).toEqual([]);
});

test('a user closes the widget and starts again without the newer APIs', async ({ page, quilla }) => {
  const errors: Error[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.reload();
  await quilla.connect.click();
  await quilla.widget();
  await quilla.waitForClose(() => page.keyboard.press('Escape'));
  await quilla.waitUntilClosed();
  await expect(quilla.connect).toBeFocused();
  await quilla.link();
  expect(errors).toEqual([]);
});
