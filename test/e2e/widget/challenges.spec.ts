import type { Attempt, Challenge } from '../../../src/shared/widget-api.ts';
import { disruptOnce } from '../../support/disrupt.ts';
import { expect, test, type WidgetPage } from './support/fixtures.ts';
import type { FakeAraucaria } from './support/servers.ts';

const sms: Challenge = {
  id: 'chl_1',
  type: 'one-time-code',
  channel: 'sms',
  length: 6,
  sentTo: '••• 42',
  resendIn: 0,
  expiresIn: 180,
  extensionsLeft: 10,
};

const asks = (challenge: Challenge): Attempt => ({ status: 'challenge', challenge });
const connected: Attempt = { status: 'connected', connectionId: 'conn_1' };

/** Signs in at a bank that asks for this, and answers as told from then on. */
async function challenged(araucaria: FakeAraucaria, widget: WidgetPage, ...states: Attempt[]): Promise<void> {
  araucaria.api.attempts = states;
  await widget.open();
  await widget.choose();
  await widget.signIn();
}

test('another code can be asked for once the pause is over, and that it was sent is told', async ({
  araucaria,
  widget,
}) => {
  await challenged(araucaria, widget, asks({ ...sms, resendIn: 1 }), asks({ ...sms, resendIn: 30 }), connected);
  await expect(widget.frame.getByRole('button', { name: /^New code in/ })).toBeDisabled();
  await widget.frame.getByRole('button', { name: 'Send a new code' }).click();
  await expect(widget.frame.getByText('A new code is on its way to ••• 42.')).toBeAttached();
  await expect(widget.frame.getByRole('button', { name: /^New code in/ })).toBeDisabled();
  expect(araucaria.api.to('attempt/challenge/resend')[0]?.body).toEqual({ challengeId: 'chl_1' });
});

test('more time is offered before it is over, and given', async ({ araucaria, widget }) => {
  await challenged(araucaria, widget, asks({ ...sms, expiresIn: 45 }), asks({ ...sms, extensionsLeft: 9 }), connected);
  await expect(widget.frame.getByText(/^You have 4\d seconds\.$/).first()).toBeVisible();
  await widget.frame.getByLabel('6-digit code').fill('123');
  await widget.frame.getByRole('button', { name: 'More time' }).click();
  await expect(widget.frame.getByText('You have about 3 minutes.').first()).toBeVisible();
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('123');
  await expect(widget.frame.getByRole('button', { name: 'More time' })).toHaveCount(0);
  expect(araucaria.api.to('attempt/challenge/extend')).toHaveLength(1);
});

test('after another code and after more time, one goes on typing', async ({ araucaria, widget, page }) => {
  const extended = asks({ ...sms, resendIn: 30, extensionsLeft: 9 });
  await challenged(
    araucaria,
    widget,
    asks({ ...sms, expiresIn: 45 }),
    asks({ ...sms, resendIn: 30, expiresIn: 40 }),
    extended,
  );
  await widget.frame.getByRole('button', { name: 'Send a new code' }).press('Enter');
  await expect(widget.frame.getByRole('button', { name: /^New code in/ })).toBeVisible();
  await page.keyboard.type('12');
  await widget.frame.getByRole('button', { name: 'More time' }).press('Enter');
  await expect(widget.frame.getByRole('button', { name: 'More time' })).toHaveCount(0);
  await page.keyboard.type('34');
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('1234');
});

test('a request for another code that reaches nobody is told, and can be repeated', async ({
  araucaria,
  widget,
  page,
}) => {
  await challenged(araucaria, widget, asks(sms), asks({ ...sms, resendIn: 30 }));
  await widget.frame.getByLabel('6-digit code').fill('12');
  await disruptOnce(page, '**/api/attempt/**');
  await widget.frame.getByRole('button', { name: 'Send a new code' }).click();
  const told = widget.frame.getByRole('status').filter({ hasText: 'That did not reach the bank.' });
  await expect(told).toBeVisible();
  await widget.frame.getByRole('button', { name: 'Send a new code' }).click();
  await expect(widget.frame.getByRole('button', { name: /^New code in/ })).toBeVisible();
  await expect(told).toHaveCount(0);
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('12');
});

test('more time that is granted after the last second still counts', async ({ araucaria, widget, page }) => {
  await page.clock.install();
  const late = Promise.withResolvers<undefined>();
  araucaria.api.override = ({ path }) => (path === 'attempt/challenge/extend' ? late.promise : undefined);
  await challenged(araucaria, widget, asks({ ...sms, expiresIn: 15 }), asks({ ...sms, extensionsLeft: 9 }));
  await widget.frame.getByLabel('6-digit code').fill('123');
  await widget.frame.getByRole('button', { name: 'More time' }).click();
  await expect.poll(() => araucaria.api.to('attempt/challenge/extend').length).toBe(1);
  await page.clock.runFor(16_000);
  late.resolve(undefined);
  await expect(widget.frame.getByText('You have about 3 minutes.').first()).toBeVisible();
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('123');
});

test('each challenge has a time of its own', async ({ araucaria, widget, page }) => {
  const approval: Challenge = { id: 'chl_0', type: 'approval', device: 'Moto G54', expiresIn: 65, extensionsLeft: 10 };
  let next: Challenge = approval;
  araucaria.api.override = ({ path, method }) =>
    path === 'attempt' && method === 'GET' ? { status: 200, body: asks(next) } : undefined;
  await page.clock.install();
  await challenged(araucaria, widget, asks(approval));
  await page.clock.runFor(6_000);
  await expect(widget.frame.getByText(/^You have \d\d seconds\.$/).first()).toBeVisible();
  next = { ...sms, resendIn: null, expiresIn: 65 };
  await expect(widget.frame.getByLabel('6-digit code')).toBeFocused();
  await expect(widget.frame.getByText('You have about one minute.').first()).toBeVisible();
  await page.keyboard.type('1');
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('1');
});

test('an approval whose time is over is asked about no more', async ({ araucaria, widget, page }) => {
  const approval: Challenge = { id: 'chl_0', type: 'approval', device: 'Moto G54', expiresIn: 60, extensionsLeft: 0 };
  let over = false;
  araucaria.api.override = ({ path, method }) =>
    path === 'attempt' && method === 'GET'
      ? { status: 200, body: over ? { status: 'failed', code: 'mfa-timeout', triesLeft: 0 } : asks(approval) }
      : undefined;
  await page.clock.install();
  await challenged(araucaria, widget, asks(approval));
  await page.clock.runFor(61_000);
  over = true;
  await widget.frame.getByRole('button', { name: 'Try again' }).click();
  await widget.frame.getByLabel('Password', { exact: true }).fill('typed');
  const polls = araucaria.api.to('attempt', 'GET').length;
  await page.clock.runFor(10_000);
  expect(araucaria.api.to('attempt', 'GET')).toHaveLength(polls);
  await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('typed');
});

test('a challenge that comes while one is asked about leaving has the focus after staying', async ({
  araucaria,
  widget,
  page,
}) => {
  let state: Attempt = { status: 'connecting' };
  araucaria.api.override = ({ path, method }) =>
    path === 'attempt' && method === 'GET' ? { status: 200, body: state } : undefined;
  await challenged(araucaria, widget, state);
  await expect(widget.frame.getByRole('heading', { name: /^Connecting/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(widget.frame.getByRole('button', { name: 'Stay' })).toBeVisible();
  state = asks(sms);
  await widget.frame.locator('#code').waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.keyboard.type('123456');
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('123456');
});

test('an answer that may have got lost on the way is not given up', async ({ araucaria, widget, page }) => {
  await challenged(araucaria, widget, asks(sms), connected);
  await widget.frame.getByLabel('6-digit code').fill('123456');
  await disruptOnce(page, '**/api/attempt/challenge');
  await widget.frame.getByRole('button', { name: 'Confirm' }).click();
  await widget.connected();
});

test('more time is not offered where the bank gives none', async ({ araucaria, widget }) => {
  await challenged(araucaria, widget, asks({ ...sms, expiresIn: 45, extensionsLeft: 0 }));
  await expect(widget.frame.getByText(/^You have 4\d seconds\.$/).first()).toBeVisible();
  await expect(widget.frame.getByRole('button', { name: 'More time' })).toHaveCount(0);
});

test('when the time is over, that is said, with a way to go on', async ({ araucaria, widget }) => {
  const over: Attempt = { status: 'failed', code: 'mfa-timeout', triesLeft: 0 };
  await challenged(araucaria, widget, asks({ ...sms, expiresIn: 1 }), over);
  await expect(widget.frame.getByRole('heading', { name: 'The time to answer is over' })).toBeVisible();
  await widget.frame.getByRole('button', { name: 'Try again' }).click();
  await expect(widget.frame.getByLabel('User name')).toHaveValue('ok');
});

test('waiting for the approval can be given up, and the bank is told', async ({ araucaria, widget }) => {
  const approval: Challenge = { id: 'chl_2', type: 'approval', device: 'Moto G54', expiresIn: 180, extensionsLeft: 10 };
  await challenged(araucaria, widget, asks(approval));
  await expect(widget.frame.getByRole('heading', { name: /^Approve in/ })).toBeFocused();
  await widget.frame.getByRole('button', { name: 'Cancel' }).click();
  await expect(widget.frame.getByLabel('User name')).toHaveValue('ok');
  await expect.poll(() => araucaria.api.to('attempt', 'DELETE').length).toBe(1);
});
