import { expect, type Page } from '@playwright/test';
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

const eventsOn = (page: Page): Promise<string[]> => page.evaluate('events');

/** Waits for the end of a library's transitions, after which it moves the focus; some do so in a task of its own. */
async function waitForLibrary(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- this function runs in the page
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    // A transition begins with the first frame, its `transitionend` comes with the frame after its last.
    await frame();
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    await frame();
    await new Promise((resolve) => setTimeout(resolve));
  });
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
        await waitForLibrary(page);
        if (means === 'mouse') await connect.click();
        else {
          await connect.focus();
          await page.keyboard.press('Enter');
        }
        const widget = new WidgetPage(page);
        await widget.waitUntilOpen();
        await widget.frame.getByRole('heading', { name: 'Choose your bank' }).waitFor();
        await widget.chooseBank();
        if (means === 'mouse') {
          // A click beside the widget opens the leave question, and must not close the library's popover or dialog.
          await widget.frame.getByLabel('User name').fill('ok');
          await page.mouse.click(5, 5);
          await widget.frame.getByRole('button', { name: 'Stay' }).click();
        }
        await widget.signIn();
        await widget.closeWith('Done');
        await expect.poll(() => eventsOn(page)).toEqual(['success']);
        await expect(connect).toBeVisible();
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('connect');
      });
    }
  }
}
