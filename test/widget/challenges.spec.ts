import type { Attempt, Challenge } from '../../src/shared/widget-api.ts';
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
