import { expect, type Page } from '@playwright/test';
import type { AraucariaConnectButton } from '../../../../src/button/index.ts';
import { test as base, WidgetPage } from '../../widget/support/fixtures.ts';
import { FakeAraucaria } from '../../widget/support/servers.ts';
import type { Served } from '../../../support/serve.ts';
import { libraries, serveLibraries } from './pages.ts';

type Shared = { pages: Record<string, Served>; shared: FakeAraucaria };

const test = base.extend<object, Shared>({
  shared: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
    async ({}, use) => {
      const araucaria = await new FakeAraucaria().start();
      await use(araucaria);
      await araucaria.stop();
    },
    { scope: 'worker' },
  ],
  pages: [
    async ({ shared }, use) => {
      const served: Record<string, Served> = {};
      for (const file of Object.keys(libraries)) served[file] = await serveLibraries(file, shared.origin);
      await use(served);
      for (const each of Object.values(served)) await each.close();
    },
    { scope: 'worker' },
  ],
});

const heard = (page: Page): Promise<string[]> => page.evaluate('heard');

/**
 * Opens the widget from the keyboard. A library that is still opening moves the focus when its transition is over: the
 * key then goes to what has it, and is pressed once more.
 */
async function pressEnter(page: Page): Promise<void> {
  const connect = page.locator('#connect');
  await expect(async () => {
    await connect.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await connect.evaluate((button: AraucariaConnectButton) => button.phase)).not.toBe('idle');
  }).toPass({ timeout: 30_000 });
}

for (const [file, names] of Object.entries(libraries)) {
  for (const name of names) {
    for (const means of ['mouse', 'keyboard']) {
      test(`a user links a bank from inside ${name}, by ${means}`, async ({ pages, page }) => {
        await page.goto(`${pages[file]!.origin}/?${name}`);
        const opener = page.getByRole('button', { name: 'Accounts' });
        const connect = page.locator('#connect').getByRole('button');
        if (name.includes('hover') || (means === 'mouse' && name.includes('tippy-focus'))) await opener.hover();
        else if (means === 'mouse') await opener.click();
        else {
          await opener.focus();
          if (!name.includes('tippy-focus')) await page.keyboard.press('Enter');
        }
        await connect.waitFor();
        if (means === 'mouse') await connect.click();
        else await pressEnter(page);
        const widget = new WidgetPage(page);
        await expect.poll(() => widget.frames.length).toBe(1);
        await widget.frame.getByRole('heading', { name: 'Choose your bank' }).waitFor();
        await widget.choose();
        if (means === 'mouse') {
          // Beside the widget, by accident: it asks, and nothing in the page takes it for a press outside of its own.
          await widget.frame.getByLabel('User name').fill('ok');
          await page.mouse.click(5, 5);
          await widget.frame.getByRole('button', { name: 'Stay' }).click();
        }
        await widget.signIn();
        await widget.end('Done');
        await expect.poll(() => heard(page)).toEqual(['success']);
        await expect(connect).toBeVisible();
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('connect');
      });
    }
  }
}
