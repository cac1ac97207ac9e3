import { buttonStates } from '../gallery/button-states.ts';
import { axeFindings } from '../support/axe.ts';
import { expect } from '../support/demo.ts';
import { test } from '../support/gallery.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const [state, { group, run }] of Object.entries(buttonStates)) {
      test(`axe finds nothing in the button: ${state}`, async ({ page, gallery }) => {
        await page.goto(`${gallery.url}button.html?${new URLSearchParams({ state })}`);
        const phase = typeof run === 'object' ? 'failed' : (run ?? 'idle');
        await expect(page.locator('araucaria-connect-button')).toHaveJSProperty('phase', phase);
        if (group === 'Failed') await expect(page.getByRole('status')).not.toBeEmpty();
        expect(await axeFindings(page.mainFrame())).toEqual([]);
      });
    }
  });
}
