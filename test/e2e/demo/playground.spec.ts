import type { Locator, Page } from '@playwright/test';
import { linkBank, tryBank } from 'araucaria-connect/testing';
import type { Choices } from '../../../demo/playground/types.ts';
import { axeFindings } from '../../support/axe.ts';
import { expect, test as base } from '../../support/demo.ts';

/** The page of the playground, and what its controls and its code are. */
class Playground {
  readonly page: Page;
  readonly url: string;

  constructor(page: Page, hostUrl: string) {
    this.page = page;
    this.url = `${hostUrl}/playground/`;
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(this.url + query);
    await expect(this.file('Header')).toBeVisible();
  }

  choice(name: keyof Choices): Locator {
    return this.page.locator(`#${name}`);
  }

  file(path: string): Locator {
    return this.page.getByRole('group', { name: path, exact: true });
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  /** The button's element. */
  get element(): Locator {
    return this.page.locator('araucaria-connect-button');
  }

  get button(): Locator {
    return this.element.getByRole('button');
  }
}

/** A test with the playground open, whose page may complain of nothing, least of all of its policy. */
const test = base.extend<{ playground: Playground }>({
  settings: { bankDelay: 50 },
  playground: async ({ page, demo }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    const playground = new Playground(page, demo.hostUrl);
    await playground.open();
    await use(playground);
    expect(complaints).toEqual([]);
  },
});

test('a developer chooses a framework, and gets its code, the backend and the policy', async ({ playground }) => {
  await expect(playground.file('index.html')).toContainText('integrity="sha384-');
  await expect(playground.file('araucaria/express.mjs')).toContainText('araucaria-connect/node');

  await playground.choice('page').selectOption('Vue');
  await playground.choice('server').selectOption('FastAPI (Python)');
  await expect(playground.file('src/ConnectBank.vue')).toContainText('v-model="connectionId"');
  await expect(playground.file('araucaria.py')).toContainText('import httpx');
  await expect(playground.file('index.html')).toHaveCount(0);
  await expect(playground.choice('script')).toBeDisabled();
  await expect(playground.choice('code')).toBeDisabled();

  await playground.choice('page').selectOption('Next');
  await expect(playground.choice('server')).toHaveValue('next');
  await playground.choice('server').selectOption('FastAPI (Python)');
  await playground.choice('api').selectOption('The real one');
  await expect(playground.file('Header')).toContainText('frame-src https://api.araucaria.money;');
  await expect(playground.file('Terminal')).toContainText('npx araucaria-connect init fastapi');
});

test('a link has every choice', async ({ page, playground }) => {
  await playground.choice('page').selectOption('React');
  await playground.choice('lang').selectOption('Español');
  await playground.choice('color').fill('#7a1fa2');
  await playground.choice('institution').fill('banco-alerce');
  await playground.choice('autosubmit').check();
  const shared = page.url();

  await page.goto('about:blank');
  await page.goto(shared);
  await expect(playground.choice('page')).toHaveValue('react');
  await expect(playground.choice('color')).toHaveValue('#7a1fa2');
  await expect(playground.choice('institution')).toHaveValue('banco-alerce');
  await expect(playground.choice('autosubmit')).toBeChecked();
  await expect(playground.file('src/ConnectBank.tsx')).toContainText('institution="banco-alerce"');
  await expect(playground.file('src/connect-bank.css')).toContainText('#7a1fa2');
  await expect(playground.button).toHaveAccessibleName('Conecta tu banco');

  await playground.open('?page=nowhere&lang=%22%3E&name=%7B%7D');
  await expect(playground.file('index.html')).not.toContainText('lang=""');
});

test('the button has the chosen look, and the widget the chosen language and bank', async ({ page, playground }) => {
  await playground.choice('lang').selectOption('Português');
  await playground.choice('radius').selectOption('Square');
  await playground.choice('scheme').selectOption('Dark');
  await playground.choice('color').fill('#7a1fa2');
  await playground.choice('institution').fill('banco-alerce');
  await expect(playground.button).toHaveCSS('background-color', 'rgb(122, 31, 162)');
  await expect(playground.button).toHaveCSS('border-radius', '0px');
  await expect(playground.button).toHaveCSS('color-scheme', 'dark');

  const { says } = await tryBank(page, { scenario: 'bad-password' });
  expect(says).toContain('Banco Alerce');
  await expect(playground.log).toContainText('consent-given banco-alerce');
  const widget = page.frames().find((frame) => frame.url().includes('/widget/frame/'));
  expect(await widget?.locator('html').getAttribute('lang')).toBe('pt-BR');

  await playground.page.reload();
  await playground.page.getByRole('button', { name: 'Default color' }).click();
  await expect(playground.file('connect-bank.css')).not.toContainText('button-color');
});

test('a developer links a bank, reads the events, breaks the connection and repairs it', async ({
  page,
  playground,
}) => {
  await playground.choice('name').fill('bank');
  const connectionId = await linkBank(page);
  await expect(playground.log).toContainText(`araucaria-success ${connectionId}`);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(playground.log).toContainText(`submit bank: ${connectionId}`);

  await page.getByRole('button', { name: 'Break this connection' }).click();
  await expect(playground.button).toHaveAccessibleName('Reconnect your bank');
  await expect(playground.button).toBeFocused();
  await expect(playground.file('index.html')).toContainText(`connection-id="${connectionId}"`);
  expect(await linkBank(page)).toBe(connectionId);
});

test('success submits the form, where that was chosen', async ({ page, playground }) => {
  await playground.choice('autosubmit').check();
  await playground.choice('preload').selectOption('eager');
  const connectionId = await linkBank(page);
  await expect(playground.log).toContainText(`submit connection: ${connectionId}`);
});

test('what is typed and can’t be used is marked, and is in no code', async ({ playground }) => {
  await playground.choice('endpoint').fill('https://api.shop.example/token');
  await expect(playground.file('Header')).toContainText("connect-src 'self' https://api.shop.example;");
  await playground.choice('endpoint').fill('no path');
  await expect(playground.choice('endpoint')).toHaveAttribute('aria-invalid', 'true');
  await expect(playground.file('index.html')).toContainText('token-endpoint="https://api.shop.example/token"');
});

test('a developer copies code by keyboard alone', async ({ page, context, playground }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await playground.choice('page').focus();
  await page.keyboard.type('React');
  await expect(playground.file('src/ConnectBank.tsx')).toBeVisible();
  const copy = page.getByRole('button', { name: 'Copy src/ConnectBank.tsx' });
  // The choices, the button, the log, and no trap.
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press('Tab');
    if (await copy.evaluate((node) => node === document.activeElement)) break;
  }
  await expect(copy).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('src/ConnectBank.tsx is copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await playground.file('src/ConnectBank.tsx').textContent(),
  );
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, width, height] of [
    ['a desktop', 1280, 800],
    ['a phone', 320, 640],
  ] as const) {
    test(`axe finds nothing on ${device} in ${colorScheme}, and nothing is wider than the screen`, async ({
      page,
      playground,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      for (const query of [
        '',
        '?page=cms&server=spring&color=%237a1fa2&api=araucaria',
        '?page=next&trusted-types=yes&name=x',
      ]) {
        await playground.open(query);
        await expect(playground.button).toBeVisible();
        expect(await axeFindings(page.mainFrame())).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      }
    });
  }
}
