import type { Locator, Page } from '@playwright/test';
import { linkBank } from '../../src/testing/index.ts';
import { axeFindings } from '../support/axe.ts';
import { wordpressRefusal } from '../guides/errors/faults/refusal.ts';
import { startEndpoint } from './support/endpoint.ts';
import { expect, saveForm, saveSettings, signIn, test } from './support/fixtures.ts';
import { roles } from './support/start-wordpress.ts';

/** Publishes a post as the user who is signed in, through the editor's own API: WordPress filters it as it does theirs. */
function publish(page: Page, title: string, content: string): Promise<string> {
  return page.evaluate(
    async (post) => {
      const { wp } = window as unknown as { wp: { apiFetch(request: object): Promise<{ link: string }> } };
      const { link } = await wp.apiFetch({
        path: '/wp/v2/posts',
        method: 'POST',
        data: { ...post, status: 'publish' },
      });
      return link;
    },
    { title, content },
  );
}

/** Opens the editor with a new post. */
async function openEditor(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/wp-admin/post-new.php`);
}

const button = (page: Page, name: string): Locator =>
  page.locator('araucaria-connect-button').getByRole('button', { name, exact: true });

for (const role of roles) {
  test.describe(`for the role ${role}`, () => {
    test('the block is inserted in the editor, published, and links a bank', async ({
      page,
      wordpress,
      sandbox,
    }, info) => {
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      await signIn(page, wordpress.url, role);
      await openEditor(page, wordpress.url);
      await page.getByRole('textbox', { name: 'Add title' }).fill(`Send money, ${role}`);
      await page.getByRole('button', { name: 'Add default block' }).click();
      await page.keyboard.type('/connect your bank');
      await page.getByRole('option', { name: 'Connect your bank' }).click();
      await page.getByLabel('Label', { exact: true }).fill('Link your bank');
      await page.getByLabel('Link without JavaScript').fill('/statement');
      const block = page.getByRole('document', { name: 'Block: Connect your bank' });
      await expect(block).toHaveText('Link your bank');
      await page.screenshot({ path: info.outputPath(`editor-${role}.png`) });
      await page.getByRole('button', { name: 'Publish', exact: true }).click();
      await page.getByLabel('Editor publish').getByRole('button', { name: 'Publish', exact: true }).click();
      page.on('console', (message) => {
        // WordPress itself asks for what a role may not read.
        const isOwn = !message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && isOwn) complaints.push(message.text());
      });
      await page.getByLabel('Editor publish').getByRole('link', { name: 'View Post' }).click();
      await expect(button(page, 'Link your bank')).toBeVisible();
      await page.screenshot({ path: info.outputPath(`page-${role}.png`) });
      const connectionId = await linkBank(page);
      expect((await sandbox.connection(connectionId)).status).toBe('CONNECTED');
      expect(complaints).toEqual([]);
    });

    test('a shortcode, a link by hand and a classic post become buttons', async ({ page, wordpress }) => {
      await signIn(page, wordpress.url, role);
      await openEditor(page, wordpress.url);
      const link = '<a data-araucaria-connect href="/statement">Link your bank</a>';
      const contents = {
        shortcode: '[araucaria_connect fallback="/statement"]Link your bank[/araucaria_connect]',
        'shortcode block':
          '<!-- wp:shortcode -->[araucaria_connect]Link your bank[/araucaria_connect]<!-- /wp:shortcode -->',
        'HTML block': `<!-- wp:html -->${link}<!-- /wp:html -->`,
        classic: `Hello\n\n${link}\n\nGoodbye`,
      };
      const addresses: string[] = [];
      for (const [title, content] of Object.entries(contents)) addresses.push(await publish(page, title, content));
      for (const address of addresses) {
        await page.goto(address);
        await expect(button(page, 'Link your bank')).toBeVisible();
      }
    });
  });
}

test('an author can choose neither an endpoint nor a script', async ({ page, wordpress, sandbox }) => {
  await signIn(page, wordpress.url, 'author');
  await openEditor(page, wordpress.url);
  const address = await publish(
    page,
    'Hostile',
    `<a data-araucaria-connect data-token-endpoint="https://evil.example" data-widget-src="https://evil.example/a.js" href="/">One</a>
[araucaria_connect token-endpoint="https://evil.example" fallback="javascript:alert(1)"]Two<img src=x onerror=alert(1)>[/araucaria_connect]`,
  );
  await page.goto(address);
  const buttons = page.locator('araucaria-connect-button');
  await expect(buttons).toContainText(['One', 'Two']);
  const settings = await buttons.evaluateAll((elements) =>
    elements.map((element) => {
      const { tokenEndpoint, widgetSrc } = element as HTMLElementTagNameMap['araucaria-connect-button'];
      return { tokenEndpoint, widgetSrc };
    }),
  );
  const own = {
    tokenEndpoint: `${wordpress.url}/?araucaria-connect=widget-token`,
    widgetSrc: `${sandbox.url}/widget/araucaria-connect.js`,
  };
  expect(settings).toEqual([own, own]);
  expect(await page.content()).not.toMatch(/javascript:|onerror|arau_/);
});

test('a visitor who is not signed in gets no token', async ({ page, wordpress, browser }) => {
  await signIn(page, wordpress.url, 'editor');
  await openEditor(page, wordpress.url);
  const address = await publish(page, 'For everyone', '[araucaria_connect]');
  const visitor = await browser.newPage();
  await visitor.goto(address);
  const complaint = visitor.waitForEvent('console', (message) => message.text().includes(wordpressRefusal));
  await button(visitor, 'Connect your bank').click();
  await complaint;
  await expect(visitor.locator('araucaria-connect-button').getByRole('status')).toContainText('signed in');
  await visitor.close();
});

test('without the script, the link leads to the author’s page', async ({ page, wordpress, browser }) => {
  await signIn(page, wordpress.url, 'author');
  await openEditor(page, wordpress.url);
  const address = await publish(page, 'Without', '[araucaria_connect fallback="/statement"]Link[/araucaria_connect]');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const visitor = await context.newPage();
  await visitor.goto(address);
  await expect(visitor.getByRole('link', { name: 'Link', exact: true })).toHaveAttribute('href', '/statement');
  await context.close();
});

test.describe('the settings', () => {
  test('are a link in the list of plugins', async ({ page, wordpress }) => {
    await signIn(page, wordpress.url, 'administrator');
    await page.goto(`${wordpress.url}/wp-admin/plugins.php`);
    const row = page.locator('tr[data-plugin="araucaria-connect/araucaria-connect.php"]');
    await row.getByRole('link', { name: 'Settings', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Araucaria Connect' })).toBeVisible();
  });

  test('say how many users have connections stored', async ({ page, wordpress, browser }) => {
    await signIn(page, wordpress.url, 'editor');
    await openEditor(page, wordpress.url);
    await page.goto(await publish(page, 'Twice', '[araucaria_connect]'));
    await linkBank(page);
    const administrator = await browser.newPage();
    await signIn(administrator, wordpress.url, 'administrator');
    const settings = `${wordpress.url}/wp-admin/options-general.php?page=araucaria_connect`;
    await administrator.goto(settings);
    const said = administrator.getByText(/^\d users? ha(s|ve) connections stored\./);
    const before = await said.textContent();
    // A second one of the same user.
    await page.reload();
    await linkBank(page);
    await administrator.goto(settings);
    await expect(said).toHaveText(before!);
    await expect(administrator.getByText('wp user meta list <id> --keys=araucaria_connections')).toBeVisible();
    await administrator.close();
  });

  test('explain failures in the console where an administrator turns that on', async ({ page, wordpress }) => {
    const explain = page.getByLabel('Explain failures in the browser’s console');
    const settings = `${wordpress.url}/wp-admin/options-general.php?page=araucaria_connect`;
    await signIn(page, wordpress.url, 'administrator');
    await openEditor(page, wordpress.url);
    const address = await publish(page, 'Explained', '[araucaria_connect]');
    await page.goto(settings);
    await explain.check();
    await saveForm(page);
    await expect(explain).toBeChecked();
    const report = page.waitForEvent('console', (message) => message.text().startsWith('Araucaria Connect:'));
    await page.goto(address);
    await report;
    await page.goto(settings);
    await explain.uncheck();
    await saveForm(page);
    await expect(explain).not.toBeChecked();
    await page.goto(address);
    await expect(page.locator('script[data-token-endpoint]')).not.toHaveAttribute('data-debug');
  });

  test('are for administrators alone, have names, and hold no secret', async ({
    page,
    wordpress,
    sandbox,
    browser,
  }, info) => {
    await signIn(page, wordpress.url, 'administrator');
    await page.goto(`${wordpress.url}/wp-admin/options-general.php?page=araucaria_connect`);
    await expect(page.getByText('Set in wp-config.php.')).toBeVisible();
    expect(await page.content()).not.toContain(sandbox.apiKey);
    expect(await axeFindings(page.mainFrame(), '#wpbody-content form')).toEqual([]);
    await page.screenshot({ path: info.outputPath('settings.png') });
    const other = await browser.newPage();
    await signIn(other, wordpress.url, 'editor');
    const answer = await other.goto(`${wordpress.url}/wp-admin/options-general.php?page=araucaria_connect`);
    expect(answer?.status()).toBe(403);
    await other.close();
  });

  for (const [what, addressOf] of Object.entries({
    // For the browser each is an address.
    'of another scheme': () => 'ftp://127.0.0.1:4400',
    'with a path': (sandbox: string) => `${sandbox}/widget/araucaria-connect.js`,
    'with a query': (sandbox: string) => `${sandbox}/?a=1`,
    'with a hash': (sandbox: string) => `${sandbox}#start`,
    'with a user': () => 'http://ana@127.0.0.1:4400',
  })) {
    test(`an address of the sandbox ${what} is refused, and the former one stays`, async ({
      page,
      wordpress,
      sandbox,
    }) => {
      const address = addressOf(sandbox.url);
      await signIn(page, wordpress.url, 'administrator');
      await page.goto(`${wordpress.url}/wp-admin/options-general.php?page=araucaria_connect`);
      await page.getByLabel('Sandbox', { exact: true }).fill(address);
      await page.getByRole('button', { name: 'Save Changes' }).click();
      const message = `with nothing after it, such as http://127.0.0.1:4400; got "${address}". The former one was kept.`;
      await expect(page.getByText(message)).toBeVisible();
      await expect(page.getByLabel('Sandbox', { exact: true })).toHaveValue(sandbox.url);
    });
  }

  test('a slash at the end of the sandbox’s address is left out', async ({ page, wordpress, sandbox }) => {
    await signIn(page, wordpress.url, 'administrator');
    await saveSettings(page, wordpress.url, { Sandbox: `${sandbox.url}/` });
    await expect(page.getByLabel('Sandbox', { exact: true })).toHaveValue(sandbox.url);
  });

  test('a token endpoint on another origin links a bank', async ({ page, wordpress, sandbox }) => {
    await using endpoint = await startEndpoint(sandbox, wordpress.url);
    await signIn(page, wordpress.url, 'administrator');
    await saveSettings(page, wordpress.url, { 'Token endpoint': endpoint.url });
    await openEditor(page, wordpress.url);
    await page.goto(await publish(page, 'Elsewhere', '[araucaria_connect]'));
    const connectionId = await linkBank(page);
    expect((await sandbox.connection(connectionId)).status).toBe('CONNECTED');
    expect(endpoint.created).toEqual([connectionId]);
    await saveSettings(page, wordpress.url, { 'Token endpoint': '' });
  });
});
