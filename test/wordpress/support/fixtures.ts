import { test as base, expect, type Browser, type Page } from '@playwright/test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { pluginFile } from '../../dev/wordpress-plugin.ts';
import { password, startWordPress, type WordPress } from './start-wordpress.ts';

/** A WordPress in which the administrator has uploaded the packed plugin and set it up for the sandbox. */
export const test = base.extend<object, { sandbox: Sandbox; wordpress: WordPress }>({
  sandbox: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
    async ({}, use) => {
      await using sandbox = await startSandbox({ bankDelay: 50 });
      await use(sandbox);
    },
    { scope: 'worker' },
  ],
  wordpress: [
    async ({ sandbox, browser }, use) => {
      await using wordpress = await startWordPress({ apiKey: sandbox.apiKey });
      await setUp(browser, wordpress, sandbox.url);
      await use(wordpress);
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

export { expect };

async function setUp(browser: Browser, { url }: WordPress, sandboxUrl: string): Promise<void> {
  const page = await browser.newPage();
  await signIn(page, url, 'administrator');
  await page.goto(`${url}/wp-admin/plugin-install.php?tab=upload`);
  await page.getByLabel('Plugin zip file').setInputFiles(pluginFile);
  await page.getByRole('button', { name: 'Install Now' }).click();
  await page.getByRole('link', { name: 'Activate Plugin' }).click();
  await saveSettings(page, url, { Sandbox: sandboxUrl });
  await page.close();
}

/** Saves the plugin's settings, as an administrator does. */
export async function saveSettings(page: Page, url: string, settings: Record<string, string>): Promise<void> {
  await page.goto(`${url}/wp-admin/options-general.php?page=araucaria_connect`);
  for (const [label, value] of Object.entries(settings)) await page.getByLabel(label, { exact: true }).fill(value);
  await saveForm(page);
}

/** Saves the settings page as it is. */
export async function saveForm(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save Changes' }).click();
  await page.getByText('Settings saved.').waitFor();
}

export async function signIn(page: Page, url: string, user: string): Promise<void> {
  await page.goto(`${url}/wp-login.php`);
  const name = page.getByLabel('Username or Email Address');
  // WordPress puts the focus there 200 ms after the page has loaded: in the middle of a password, the rest would go there.
  await expect(name).toBeFocused();
  await name.fill(user);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Log In' }).click();
  await page.waitForURL(/wp-admin/);
}
