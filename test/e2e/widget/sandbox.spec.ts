import { startSandbox, type Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { expect, test as base, WidgetPage } from './support/fixtures.ts';
import { FakeHost } from './support/servers.ts';

type Minted = { connectionId: string; widgetToken: string };

/** The widget as the sandbox serves it, with its headers and its answers. */
const test = base.extend<{ sandbox: Sandbox; real: WidgetPage; post: (path: string) => Promise<Minted> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn which fixtures it needs.
  sandbox: async ({}, use) => {
    const sandbox = await startSandbox({
      port: 0,
      database: ':memory:',
      bankDelay: 0,
      apiKey: 'arau_test',
      appName: 'Demo Budget',
    });
    await use(sandbox);
    await sandbox.close();
  },
  post: async ({ sandbox }, use) => {
    await use(async (path) => {
      const headers = { Authorization: 'Bearer arau_test', 'Content-Type': 'application/json' };
      const response = await fetch(`${sandbox.url}${path}`, { method: 'POST', headers });
      return (response.status === 204 ? {} : await response.json()) as Minted;
    });
  },
  real: async ({ sandbox, page }, use) => {
    const host = await new FakeHost(`${sandbox.url}/widget/araucaria-connect.js`).start();
    await page.goto(host.url);
    await use(new WidgetPage(page));
    await host.stop();
  },
});

test('a bank of the sandbox is linked with a one-time code, and repaired without a bank list', async ({
  real,
  post,
}) => {
  const violations: string[] = [];
  real.page.on('console', (message) => {
    if (/Content.Security.Policy|Trusted/i.test(message.text())) violations.push(message.text());
  });
  const { connectionId, widgetToken } = await post('/v1/connections');
  await real.open({ token: widgetToken, connectionId });
  await real.choose('Banco Alerce');
  await expect(real.frame.getByText('Demo Budget asks to link your account')).toBeVisible();
  await real.signIn('otp');
  await real.frame.getByLabel('6-digit code').fill('123456');
  await real.frame.getByRole('button', { name: 'Confirm' }).click();
  await real.end('Done');
  expect(await real.ends()).toEqual([{ callback: 'success', detail: [{ connectionId }] }]);

  await post(`/sandbox/connections/${connectionId}/fail-auth`);
  const repair = await post(`/v1/connections/${connectionId}/widget-token`);
  await real.open({ token: repair.widgetToken, connectionId });
  await expect(real.frame.getByRole('heading', { name: /^Sign in to/ })).toBeVisible();
  await real.signIn('ok');
  await real.end('Done');
  expect(await real.ends()).toEqual([{ callback: 'success', detail: [{ connectionId }] }]);
  expect(violations).toEqual([]);
});

test('frame 8: a token is of no use after its success', async ({ real, post }) => {
  const { connectionId, widgetToken } = await post('/v1/connections');
  await real.open({ token: widgetToken, connectionId });
  await real.choose('Banco Alerce');
  await real.signIn('ok');
  await real.end('Done');
  await real.open({ token: widgetToken, connectionId });
  await expect(real.frame.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await real.end('Leave');
  expect(await real.ends()).toMatchObject([{ callback: 'exit', detail: [{ code: 'token-invalid' }] }]);
});

test('frame 19: a wrong password is told with the tries that are left, and the last one ends it', async ({
  real,
  post,
}) => {
  const { connectionId, widgetToken } = await post('/v1/connections');
  await real.open({ token: widgetToken, connectionId });
  await real.choose('Banco Alerce');
  for (const left of ['4 tries', '3 tries', '2 tries', 'one try']) {
    await real.signIn('ok', 'wrong');
    await expect(real.frame.getByText(`You have ${left} left.`)).toBeVisible();
  }
  await real.signIn('ok', 'wrong');
  await expect(real.frame.getByRole('heading', { name: 'No tries left' })).toBeVisible();
  await real.end('Leave');
  expect(await real.ends()).toMatchObject([{ callback: 'exit', detail: [{ code: 'invalid-credentials' }] }]);
});
