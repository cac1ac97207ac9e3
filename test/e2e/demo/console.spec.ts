import { startSandbox, type Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { Receiver, webhookSecret } from '../../sandbox/support/receiver.ts';
import { axeFindings } from '../../support/axe.ts';
import { expect, test as base, type Page } from '@playwright/test';

const test = base.extend<{ receiver: Receiver; sandbox: Sandbox; console: Page }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  receiver: async ({}, use) => {
    const receiver = new Receiver();
    await use(receiver);
    await receiver.close();
  },
  sandbox: async ({ receiver }, use) => {
    const sandbox = await startSandbox({ webhookUrl: await receiver.listen(), webhookSecret, appName: 'Quilla' });
    await use(sandbox);
    await sandbox.close();
  },
  console: async ({ sandbox, page }, use) => {
    const violations: string[] = [];
    page.on('console', (message) => violations.push(message.text()));
    await page.goto(`${sandbox.url}/sandbox/`);
    await use(page);
    expect(violations).toEqual([]);
  },
});

test('the console shows connections, tokens, webhooks and requests live', async ({ console, sandbox }) => {
  await expect(console.getByText('None yet. Press the button of your page')).toBeVisible();
  const { connectionId, widgetToken } = await sandbox.createConnection();
  const row = console.getByRole('row', { name: connectionId }).first();
  await expect(row).toContainText('PENDING');
  await expect(row).toContainText('5 tries left');
  await sandbox.connect(connectionId);
  await expect(row).toContainText('CONNECTED');
  await expect(row).toContainText('spent');
  const webhook = console.getByRole('row', { name: 'connection.connected' });
  await expect(webhook).toContainText('delivered');
  await expect(webhook).toContainText('204');
  await expect(console.getByRole('region', { name: 'Requests' })).toContainText('POST /v1/connections');
  // The page contains no secret.
  const text = await console.content();
  expect(text).not.toContain(widgetToken);
  expect(text).not.toContain(sandbox.apiKey);
  expect(text).not.toContain(webhookSecret);
});

test('the seventh open console works like the first, whichever consoles are closed', async ({ sandbox, context }) => {
  // With HTTP/1.1 a browser opens at most six connections to a host, for all tabs together.
  const tabs: Page[] = [];
  const shown = async ({ connectionId }: { connectionId: string }): Promise<void> => {
    for (const tab of tabs) await expect(tab.getByRole('row', { name: connectionId }).first()).toBeVisible();
  };
  for (let tab = 0; tab < 8; tab += 1) {
    tabs.push(await context.newPage());
    await tabs.at(-1)?.goto(`${sandbox.url}/sandbox/`);
  }
  await shown(await sandbox.createConnection());
  // The first tab receives the changes for all of them. After it closes, another tab does.
  for (let closed = 0; closed < 2; closed += 1) {
    await tabs.shift()?.close();
    await shown(await sandbox.createConnection());
  }
  // An action in one tab shows in the others.
  const { connectionId } = await sandbox.createConnection();
  await tabs[5]?.getByRole('button', { name: `Connect ${connectionId}`, exact: true }).click();
  for (const tab of tabs) await expect(tab.getByRole('row', { name: connectionId }).first()).toContainText('CONNECTED');
});

test('the widget opens beside seven open consoles', async ({ sandbox, context }) => {
  for (let tab = 0; tab < 7; tab += 1) await (await context.newPage()).goto(`${sandbox.url}/sandbox/`);
  const page = await context.newPage();
  await page.goto(`${sandbox.url}/widget/frame/`);
  await expect(page.locator('body')).toHaveText(/./);
});

test('the console breaks a connection, expires its tokens and delivers a webhook again, by keyboard', async ({
  console,
  sandbox,
  receiver,
}) => {
  const { connectionId } = await sandbox.createConnection();
  const row = console.getByRole('row', { name: connectionId }).first();
  await row.getByRole('button', { name: 'Expire tokens' }).press('Enter');
  await expect(row).toContainText('expired');
  await row.getByRole('button', { name: /^Connect/ }).press('Enter');
  await expect(row).toContainText('CONNECTED');
  await row.getByRole('button', { name: 'Break' }).press('Enter');
  await expect(row).toContainText('FAILED_AUTH');
  expect((await sandbox.connection(connectionId)).status).toBe('FAILED_AUTH');
  await receiver.received(2);

  const again = console
    .getByRole('row', { name: 'connection.failed_auth' })
    .getByRole('button', { name: 'Deliver again' });
  await again.press('Enter');
  await receiver.received(3);
  await expect(console.getByRole('row', { name: 'connection.failed_auth' }).getByRole('listitem')).toHaveCount(2);
  // The list was rendered again; the new button has the focus of the old one.
  await expect(again).toBeFocused();
});

test('the focus stays with the connection when its button is replaced, and the change is announced', async ({
  console,
  sandbox,
}) => {
  const { connectionId } = await sandbox.createConnection();
  await sandbox.connect(connectionId);
  const row = console.getByRole('row', { name: connectionId }).first();
  await row.getByRole('button', { name: 'Break' }).press('Enter');
  await expect(row.getByRole('button', { name: /^Connect/ })).toBeFocused();
  await expect(console.getByRole('log')).toContainText(`${connectionId}: FAILED_AUTH`);
  await row.getByRole('button', { name: 'Disconnect' }).press('Enter');
  await expect(console.getByText('None yet. Press the button')).toBeVisible();
  await expect(console.locator('#connections')).toBeFocused();
  await expect(console.getByRole('row', { name: 'connection.disconnected' })).toContainText('delivered');
});

test('the console lists the test names, and links to the application', async ({ console }) => {
  await expect(console.getByRole('term').filter({ hasText: 'otp-app' })).toBeVisible();
  await expect(console.getByRole('link', { name: 'Open the demo' })).toHaveAttribute('href', 'http://localhost:5173/');
});

test('the address of the sandbox alone leads to the console', async ({ page, sandbox }) => {
  await page.goto(sandbox.url);
  expect(page.url()).toBe(`${sandbox.url}/sandbox/`);
});

for (const width of [1280, 390, 320]) {
  test(`the console needs no sideways scroll at ${width} pixels, and loses nothing`, async ({ console, sandbox }) => {
    const { connectionId } = await sandbox.createConnection();
    await sandbox.connect(connectionId);
    await console.setViewportSize({ width, height: 720 });
    await expect(console.getByRole('row', { name: 'connection.connected' })).toContainText('delivered');
    const wide = await console.evaluate(
      () =>
        [document.documentElement, ...document.querySelectorAll('.scroll')].filter(
          ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
        ).length,
    );
    expect(wide).toBe(0);
    expect(await axeFindings(console.mainFrame())).toEqual([]);
    if (width === 1280) {
      const requests = await console.getByRole('region', { name: 'Requests' }).boundingBox();
      expect(requests!.y).toBeLessThan(720);
    }
  });
}

test("the console's actions work only from its own page", async ({ sandbox, request }) => {
  const { connectionId } = await sandbox.createConnection();
  for (const origin of ['http://localhost:5173', 'https://evil.example', 'null', undefined]) {
    const answer = await request.post(`${sandbox.url}/sandbox/`, {
      form: { action: 'connect', id: connectionId },
      headers: origin === undefined ? {} : { Origin: origin },
    });
    expect(answer.status()).toBe(403);
  }
  expect((await sandbox.connection(connectionId)).status).toBe('PENDING');
});

test('the console and the API page work without a script', async ({ sandbox, browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const { connectionId } = await sandbox.createConnection();
  await page.goto(`${sandbox.url}/sandbox`);
  await page.getByRole('button', { name: `Connect ${connectionId}`, exact: true }).click();
  await expect(page.getByRole('row', { name: connectionId }).first()).toContainText('CONNECTED');
  await page.getByRole('link', { name: 'Read and try its API' }).click();
  await page.getByText('Try it').first().click();
  await page.getByRole('button', { name: 'Send' }).first().click();
  await expect(page.getByRole('region', { name: 'Answer' }).getByText('201 Created')).toBeVisible();
  await context.close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the sandbox's pages in ${colorScheme} mode`, async ({ console, sandbox, receiver }) => {
    await console.emulateMedia({ colorScheme });
    receiver.respond = () => 410;
    const { connectionId } = await sandbox.createConnection();
    await sandbox.connect(connectionId);
    await sandbox.createConnection();
    await expect(console.getByText('410 Gone')).toBeVisible();
    expect(await axeFindings(console.mainFrame())).toEqual([]);
    await console.goto(`${sandbox.url}/sandbox/api`);
    expect(await axeFindings(console.mainFrame())).toEqual([]);
  });
}

test('a sandbox with its console open stops at once', async ({ console, sandbox }) => {
  await sandbox.createConnection();
  await expect(console.getByText('PENDING', { exact: true })).toBeVisible();
  // The time-out that closes open connections can't make the sandbox stop.
  const { setTimeout } = globalThis;
  const slowTimeout = (work: () => void, ms = 0): NodeJS.Timeout =>
    setTimeout(work, ms >= 5_000 ? ms + 600_000 : ms).unref();
  globalThis.setTimeout = slowTimeout as typeof setTimeout;
  await sandbox.close().finally(() => (globalThis.setTimeout = setTimeout));
});
