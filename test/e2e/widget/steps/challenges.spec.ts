import type { Attempt, Challenge } from '../../../../src/shared/widget-api.ts';
import { failNextRequest } from '../../../support/request-faults.ts';
import { challenged, connected, signInWithAttempts, smsCode } from '../support/challenges.ts';
import { expect, test } from '../support/fixtures.ts';

/** A code that can be sent again at once. */
const sms: Challenge = { ...smsCode, resendIn: 0 };

test('a user can request another code after a pause, and a live region confirms it', async ({ araucaria, widget }) => {
  await signInWithAttempts(
    araucaria,
    widget,
    challenged({ ...sms, resendIn: 1 }),
    challenged({ ...sms, resendIn: 30 }),
    connected,
  );
  await expect(widget.frame.getByRole('button', { name: 'Send a new code' })).toBeDisabled();
  await widget.frame.getByRole('button', { name: 'Send a new code' }).click();
  await expect(widget.frame.getByText('A new code is on its way to your number ending in 42.')).toBeAttached();
  await expect(widget.frame.getByRole('button', { name: 'Send a new code' })).toBeDisabled();
  expect(araucaria.api.to('attempt/challenge/resend')[0]?.body).toEqual({ challengeId: 'chl_1' });
});

test('a user can extend the time limit before it ends', async ({ araucaria, widget }) => {
  await signInWithAttempts(
    araucaria,
    widget,
    challenged({ ...sms, expiresIn: 45 }),
    challenged({ ...sms, extensionsLeft: 9 }),
    connected,
  );
  await expect(widget.frame.getByText(/^You have 4\d seconds\.$/).first()).toBeVisible();
  await widget.frame.getByLabel('6-digit code').fill('123');
  await widget.frame.getByRole('button', { name: 'More time' }).click();
  await expect(widget.frame.getByText('You have about 3 minutes.').first()).toBeVisible();
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('123');
  await expect(widget.frame.getByRole('button', { name: 'More time' })).toHaveCount(0);
  expect(araucaria.api.to('attempt/challenge/extend')).toHaveLength(1);
});

test('the code field has the focus after the user requested another code or more time', async ({
  araucaria,
  widget,
  page,
}) => {
  const extended = challenged({ ...sms, resendIn: 30, extensionsLeft: 9 });
  await signInWithAttempts(
    araucaria,
    widget,
    challenged({ ...sms, expiresIn: 45 }),
    challenged({ ...sms, resendIn: 30, expiresIn: 40 }),
    extended,
  );
  await widget.frame.getByRole('button', { name: 'Send a new code' }).press('Enter');
  await expect(widget.frame.getByText(/^You can ask for a new code in/)).toBeVisible();
  await page.keyboard.type('12');
  await widget.frame.getByRole('button', { name: 'More time' }).press('Enter');
  await expect(widget.frame.getByRole('button', { name: 'More time' })).toHaveCount(0);
  await page.keyboard.type('34');
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('1234');
});

test('a failed request for another code is shown, and the user can repeat it', async ({ araucaria, widget, page }) => {
  await signInWithAttempts(araucaria, widget, challenged(sms), challenged({ ...sms, resendIn: 30 }));
  await widget.frame.getByLabel('6-digit code').fill('12');
  await failNextRequest(page, '**/api/attempt/**');
  await widget.frame.getByRole('button', { name: 'Send a new code' }).click();
  const failure = widget.frame
    .getByRole('status')
    .filter({ hasText: 'We got no response, so we don’t know if that worked.' });
  await expect(failure).toBeVisible();
  await widget.frame.getByRole('button', { name: 'Send a new code' }).click();
  await expect(widget.frame.getByText(/^You can ask for a new code in/)).toBeVisible();
  await expect(failure).toHaveCount(0);
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('12');
});

test('an extension that arrives after the time limit still counts', async ({ araucaria, widget, page }) => {
  await page.clock.install();
  const late = Promise.withResolvers<undefined>();
  araucaria.api.override = ({ path }) => (path === 'attempt/challenge/extend' ? late.promise : undefined);
  await signInWithAttempts(
    araucaria,
    widget,
    challenged({ ...sms, expiresIn: 15 }),
    challenged({ ...sms, extensionsLeft: 9 }),
  );
  await widget.frame.getByLabel('6-digit code').fill('123');
  await widget.frame.getByRole('button', { name: 'More time' }).click();
  await expect.poll(() => araucaria.api.to('attempt/challenge/extend').length).toBe(1);
  await page.clock.runFor(16_000);
  late.resolve(undefined);
  await expect(widget.frame.getByText('You have about 3 minutes.').first()).toBeVisible();
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('123');
});

test('each challenge has its own time limit', async ({ araucaria, widget, page }) => {
  const approval: Challenge = { id: 'chl_0', type: 'approval', device: 'Moto G54', expiresIn: 65, extensionsLeft: 10 };
  let next: Challenge = approval;
  araucaria.api.override = ({ path, method }) =>
    path === 'attempt' && method === 'GET' ? { status: 200, body: challenged(next) } : undefined;
  await page.clock.install();
  await signInWithAttempts(araucaria, widget, challenged(approval));
  await page.clock.runFor(6_000);
  await expect(widget.frame.getByText(/^You have \d\d seconds\.$/).first()).toBeVisible();
  next = { ...sms, resendIn: null, expiresIn: 65 };
  await expect(widget.frame.getByLabel('6-digit code')).toBeFocused();
  await expect(widget.frame.getByText('You have about one minute.').first()).toBeVisible();
  await page.keyboard.type('1');
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('1');
});

test('polling stops when the time of an approval is over', async ({ araucaria, widget, page }) => {
  const approval: Challenge = { id: 'chl_0', type: 'approval', device: 'Moto G54', expiresIn: 60, extensionsLeft: 0 };
  let isOver = false;
  araucaria.api.override = ({ path, method }) =>
    path === 'attempt' && method === 'GET'
      ? { status: 200, body: isOver ? { status: 'failed', code: 'mfa-timeout', triesLeft: 0 } : challenged(approval) }
      : undefined;
  await page.clock.install();
  await signInWithAttempts(araucaria, widget, challenged(approval));
  await page.clock.runFor(61_000);
  isOver = true;
  await widget.frame.getByRole('button', { name: 'Try again' }).click();
  await widget.frame.getByLabel('Password', { exact: true }).fill('typed');
  const polls = araucaria.api.to('attempt', 'GET').length;
  await page.clock.runFor(10_000);
  expect(araucaria.api.to('attempt', 'GET')).toHaveLength(polls);
  await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('typed');
});

test('a challenge that arrives during the leave question gets the focus when the user stays', async ({
  araucaria,
  widget,
  page,
}) => {
  let state: Attempt = { status: 'connecting' };
  araucaria.api.override = ({ path, method }) =>
    path === 'attempt' && method === 'GET' ? { status: 200, body: state } : undefined;
  await signInWithAttempts(araucaria, widget, state);
  await expect(widget.frame.getByRole('heading', { name: /^Connecting/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(widget.frame.getByRole('button', { name: 'Stay' })).toBeVisible();
  state = challenged(sms);
  await widget.frame.locator('#code').waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.keyboard.type('12345');
  await expect(widget.frame.getByLabel('6-digit code')).toHaveValue('12345');
});

test('the attempt continues after the request with the code failed', async ({ araucaria, widget, page }) => {
  await signInWithAttempts(araucaria, widget, challenged(sms), connected);
  await failNextRequest(page, '**/api/attempt/challenge');
  await widget.frame.getByLabel('6-digit code').fill('123456');
  await widget.waitForSuccess();
});

test('no extension is offered when the bank allows none', async ({ araucaria, widget }) => {
  await signInWithAttempts(araucaria, widget, challenged({ ...sms, expiresIn: 45, extensionsLeft: 0 }));
  await expect(widget.frame.getByText(/^You have 4\d seconds\.$/).first()).toBeVisible();
  await expect(widget.frame.getByRole('button', { name: 'More time' })).toHaveCount(0);
});

test('a user can try again when the time limit is over', async ({ araucaria, widget }) => {
  const over: Attempt = { status: 'failed', code: 'mfa-timeout', triesLeft: 0 };
  await signInWithAttempts(araucaria, widget, challenged({ ...sms, expiresIn: 1 }), over);
  await expect(widget.frame.getByRole('heading', { name: 'Time ran out' })).toBeVisible();
  await widget.frame.getByRole('button', { name: 'Try again' }).click();
  await expect(widget.frame.getByLabel('User name')).toHaveValue('ok');
});

test('a user can cancel the wait for an approval, which cancels the attempt', async ({ araucaria, widget }) => {
  const approval: Challenge = { id: 'chl_2', type: 'approval', device: 'Moto G54', expiresIn: 180, extensionsLeft: 10 };
  await signInWithAttempts(araucaria, widget, challenged(approval));
  await expect(widget.frame.getByRole('heading', { name: /^Approve in/ })).toBeFocused();
  await widget.frame.getByRole('button', { name: 'Back' }).click();
  await expect(widget.frame.getByLabel('User name')).toHaveValue('ok');
  await expect.poll(() => araucaria.api.to('attempt', 'DELETE').length).toBe(1);
});

test('a complete code sends itself, also with spaces, and a wrong one can be corrected', async ({
  araucaria,
  widget,
}) => {
  araucaria.api.attempts = [challenged(smsCode), challenged({ ...smsCode, triesLeft: 2 }), connected];
  await widget.open();
  await widget.chooseBank();
  await widget.signIn('otp');
  const code = widget.frame.getByLabel('6-digit code');
  await expect(code).toBeFocused();
  await expect(code).toHaveAccessibleDescription(/by text message to your number ending in 42/);
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(code).toHaveAttribute('inputmode', 'numeric');
  await expect(code).toHaveAccessibleDescription(/as soon as you enter the last digit/);
  await widget.frame.getByRole('button', { name: 'Confirm' }).click();
  await expect(code).toHaveAccessibleDescription(/Enter all 6 digits/);
  await code.fill('111 111');
  await expect(code).toBeFocused();
  await expect(code).toHaveValue('');
  await expect(code).toHaveAccessibleDescription(/isn’t right.*You have 2 attempts left/);
  await code.fill('123456');
  await expect(widget.frame.getByRole('status').filter({ hasText: 'Checking your code…' })).toBeAttached();
  await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected' })).toBeFocused();
  expect(araucaria.api.to('attempt/challenge').map(({ body }) => body)).toEqual([
    { challengeId: 'chl_1', code: '111111' },
    { challengeId: 'chl_1', code: '123456' },
  ]);
});

test('an incomplete code is not sent, and a complete one only once', async ({ araucaria, widget, page }) => {
  const late = Promise.withResolvers<undefined>();
  araucaria.api.override = ({ path }) => (path === 'attempt/challenge' ? late.promise : undefined);
  await signInWithAttempts(araucaria, widget, challenged(smsCode), challenged({ ...smsCode, triesLeft: 2 }), connected);
  const code = widget.frame.getByLabel('6-digit code');
  await expect(code).toBeFocused();
  await page.keyboard.type('00000');
  expect(araucaria.api.to('attempt/challenge')).toHaveLength(0);
  // The keys after the last digit come too late to send anything.
  await page.keyboard.type('00');
  await page.keyboard.press('Enter');
  late.resolve(undefined);
  await expect(code).toHaveAccessibleDescription(/isn’t right/);
  await expect(code).toHaveValue('');
  expect(araucaria.api.to('attempt/challenge').map(({ body }) => body)).toEqual([
    { challengeId: 'chl_1', code: '000000' },
  ]);
});

test('the button for another code keeps its name, and no second of the pause is announced', async ({
  araucaria,
  widget,
  page,
}) => {
  await page.clock.install();
  await page.reload();
  await signInWithAttempts(araucaria, widget, challenged({ ...sms, resendIn: 30 }));
  const { frame } = widget;
  const button = frame.getByRole('button', { name: 'Send a new code', exact: true });
  const status = frame.locator('code-challenge [role=status]');
  await expect(frame.getByText('You can ask for a new code in 30 s.')).toBeVisible();
  await page.clock.runFor(5_000);
  await expect(frame.getByText('You can ask for a new code in 25 s.')).toBeVisible();
  await expect(button).toBeDisabled();
  await expect(status).toHaveText('');
  // Who presses it anyway hears why nothing happens.
  await button.press('Enter');
  await expect(status).toHaveText('You can ask for a new code in 25 s.');
  await page.clock.runFor(26_000);
  await expect(button).toBeEnabled();
  await expect(frame.locator('.resend-pause')).toBeHidden();
});

test('the warnings of the last minute name the way out, if there is one', async ({ araucaria, widget, page }) => {
  await page.clock.install();
  await page.reload();
  await signInWithAttempts(araucaria, widget, challenged({ ...smsCode, expiresIn: 65 }));
  const status = widget.frame.locator('time-limit [role=status]');
  await expect(status).toHaveText('');
  // A phone that sleeps skips the second of the warning.
  await page.clock.fastForward(7_000);
  await expect(status).toHaveText(/^You have 5\d seconds\. Press “More time” to keep going\.$/);
});

test('a change of the stages is announced by the one list, and a stage is done when the server says so', async ({
  araucaria,
  widget,
}) => {
  const late = Promise.withResolvers<undefined>();
  araucaria.api.override = ({ path }) => (path === 'attempts' ? late.promise : undefined);
  await signInWithAttempts(araucaria, widget, { status: 'connecting' });
  const stages = widget.frame.locator('.stages');
  await expect(stages).toHaveAttribute('aria-live', 'polite');
  await expect(stages.locator('[data-state=done]')).toHaveCount(0);
  await stages.evaluate((list) => Object.assign(list, { isFirst: true }));
  late.resolve(undefined);
  await expect(stages.locator('[data-state=done]')).toHaveText('Your details have arrived done');
  // A live region announces a change only if it stays.
  expect(await stages.evaluate((list) => 'isFirst' in list)).toBe(true);
});
