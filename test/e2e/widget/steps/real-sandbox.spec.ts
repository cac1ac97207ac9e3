import { startSandbox, type Sandbox } from '../../../../src/sandbox/start-sandbox.ts';
import { expect, test as base, WidgetPage } from '../support/fixtures.ts';
import { FakeHost } from '../support/servers.ts';

type Minted = { connectionId: string; widgetToken: string };

/** A test with the widget as the real sandbox serves it. */
const test = base.extend<{ sandbox: Sandbox; widget: WidgetPage; post: (path: string) => Promise<Minted> }>({
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
  widget: async ({ sandbox, page }, use) => {
    const host = await new FakeHost(`${sandbox.url}/widget/araucaria-connect.js`).start();
    await page.goto(host.url);
    await use(new WidgetPage(page));
    await host.stop();
  },
});

test('a user links a bank with a one-time code, and repairs it without the bank list', async ({ widget, post }) => {
  const violations: string[] = [];
  widget.page.on('console', (message) => {
    if (/Content.Security.Policy|Trusted/i.test(message.text())) violations.push(message.text());
  });
  const { connectionId, widgetToken } = await post('/v1/connections');
  await widget.open({ token: widgetToken, connectionId });
  await widget.chooseBank('Banco Alerce');
  await expect(widget.frame.getByText('Demo Budget asks to connect your account')).toBeVisible();
  await widget.signIn('otp');
  await widget.frame.getByLabel('6-digit code').fill('123456');
  await widget.closeWith('Done');
  expect(await widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId }] }]);

  await post(`/sandbox/connections/${connectionId}/fail-auth`);
  const repair = await post(`/v1/connections/${connectionId}/widget-token`);
  await widget.open({ token: repair.widgetToken, connectionId });
  await expect(widget.frame.getByRole('heading', { name: /^Reconnect / })).toBeVisible();
  await widget.signIn('ok');
  await widget.closeWith('Done');
  expect(await widget.outcomes()).toEqual([{ callback: 'success', detail: [{ connectionId }] }]);
  expect(violations).toEqual([]);
});

test('a token does not work after its success', async ({ widget, post }) => {
  const { connectionId, widgetToken } = await post('/v1/connections');
  await widget.open({ token: widgetToken, connectionId });
  await widget.chooseBank('Banco Alerce');
  await widget.signIn('ok');
  await widget.closeWith('Done');
  await widget.open({ token: widgetToken, connectionId });
  await expect(widget.frame.getByRole('heading', { name: 'This session is no longer valid' })).toBeVisible();
  await widget.closeWith('Close');
  expect(await widget.outcomes()).toMatchObject([{ callback: 'exit', detail: [{ code: 'token-invalid' }] }]);
});

test('a wrong password shows how many attempts are left, and the last ends the run', async ({ widget, post }) => {
  const { connectionId, widgetToken } = await post('/v1/connections');
  await widget.open({ token: widgetToken, connectionId });
  await widget.chooseBank('Banco Alerce');
  for (const left of ['4 attempts', '3 attempts', '2 attempts', 'one attempt']) {
    await widget.signIn('ok', 'wrong');
    await expect(widget.frame.getByText(`You have ${left} left.`)).toBeVisible();
  }
  await widget.signIn('ok', 'wrong');
  await expect(widget.frame.getByRole('heading', { name: 'Too many attempts' })).toBeVisible();
  await widget.closeWith('Close');
  expect(await widget.outcomes()).toMatchObject([{ callback: 'exit', detail: [{ code: 'invalid-credentials' }] }]);
});
