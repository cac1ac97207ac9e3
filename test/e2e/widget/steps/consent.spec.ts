import { expect } from '@playwright/test';
import { test } from '../../../support/gallery.ts';
import { openState } from '../../../support/open-state.ts';

const pages = {
  'How to disconnect': 'https://quilla.example/banks',
  Terms: 'https://quilla.example/terms',
  Privacy: 'https://quilla.example/privacy',
};

test("a user can read the application's own pages before agreeing", async ({ page, gallery }) => {
  const widget = await openState(page, gallery, 'consent-links');
  for (const [text, url] of Object.entries(pages)) {
    const link = widget.getByRole('link', { name: `${text} (opens in a new tab)`, exact: true });
    await expect(link).toHaveAttribute('href', url);
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', /noopener/);
  }
});

test('nothing is promised for an application that has no page to disconnect', async ({ page, gallery }) => {
  const widget = await openState(page, gallery, 'consent-no-links');
  await expect(widget.getByRole('main').getByRole('link')).toHaveCount(0);
  await expect(widget.getByRole('main')).not.toContainText(/any time|you can (end|stop)/i);
});

for (const state of ['consent', 'form']) {
  test(`what reassures the user is above the button of ${state}`, async ({ page, gallery }) => {
    const widget = await openState(page, gallery, state);
    const reassurance = widget.locator('.facts, .safe');
    const [button, text] = await Promise.all([
      widget.locator('main .primary').boundingBox(),
      reassurance.boundingBox(),
    ]);
    expect((text?.y ?? Infinity) + (text?.height ?? 0)).toBeLessThanOrEqual(button?.y ?? 0);
    // It is never cut off, whatever the height.
    expect(await reassurance.evaluate((element) => element.scrollHeight - element.clientHeight)).toBe(0);
  });
}
