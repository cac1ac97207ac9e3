import type { Attempt } from '../../../../src/shared/widget-api.ts';
import type { Challenge } from '../../../../src/shared/widget-api.ts';
import { challenged, signInWithAttempts, smsCode } from '../support/challenges.ts';
import { expect, test } from '../support/fixtures.ts';

const failed = (code: string, triesLeft = 0): Attempt => ({ status: 'failed', code, triesLeft });

const codes = {
  'institution-unavailable': ['Choose another bank', 'Try again'],
  'invalid-credentials': ['Close'],
  'account-locked': ['Choose another bank'],
  'mfa-failed': ['Try again', 'Choose another bank'],
  'mfa-timeout': ['Try again', 'Choose another bank'],
  'connection-timeout': ['Try again', 'Choose another bank'],
  'frame-unreachable': ['Try again'],
  'internal-error': ['Try again', 'Choose another bank'],
  'token-expired': ['Close'],
  'token-invalid': ['Close'],
  'origin-not-allowed': ['Close'],
};

for (const [code, buttons] of Object.entries(codes)) {
  test(`${code} shows what to do, and onExit gets the code when the user leaves`, async ({ araucaria, widget }) => {
    araucaria.api.attempts = [failed(code)];
    await widget.open();
    await widget.chooseBank();
    await widget.signIn();
    await expect(widget.frame.locator('h1')).toBeFocused();
    await expect(widget.frame.getByRole('main').getByRole('button')).toHaveText(buttons);
    await widget.closeWith('Close');
    expect(await widget.outcomes()).toMatchObject([{ callback: 'exit', detail: [{ code }] }]);
  });
}

test('a failure never mentions a button that is not shown', async ({ araucaria, widget }) => {
  araucaria.api.mode = 'recredential';
  araucaria.api.preselected = 'andes';
  araucaria.api.attempts = [failed('institution-unavailable')];
  await widget.open();
  await widget.signIn();
  await expect(widget.frame.getByRole('main').getByRole('button')).toHaveText(['Try again']);
  await expect(widget.frame.getByRole('main')).not.toContainText('another bank');
});

const approval: Challenge = { id: 'chl_2', type: 'approval', device: 'Moto G54', expiresIn: 180, extensionsLeft: 10 };

for (const [code, challenge, text] of [
  ['mfa-timeout', smsCode, 'Banco de los Andes didn’t get the code in time. Nothing was connected.'],
  [
    'mfa-timeout',
    approval,
    'The request in the Banco de los Andes app wasn’t approved in time. Nothing was connected.',
  ],
  ['mfa-failed', smsCode, 'Banco de los Andes didn’t accept the code. Nothing was connected.'],
  ['mfa-failed', approval, 'The request in the Banco de los Andes app was denied. Nothing was connected.'],
] as const) {
  test(`${code} says what happened with the ${challenge.type}`, async ({ araucaria, widget }) => {
    await signInWithAttempts(araucaria, widget, challenged(challenge), failed(code));
    // A complete code sends itself.
    if (challenge.type === 'one-time-code') await widget.frame.getByLabel('6-digit code').fill('123456');
    await expect(widget.frame.locator('.result p')).toContainText(text);
  });
}

test('a failure before a bank was opened says which bank did not open, and that nothing was sent', async ({
  araucaria,
  widget,
}) => {
  araucaria.api.override = ({ path }) => (path === 'institutions/pampa' ? { status: 500, body: {} } : undefined);
  await widget.open({}, ['token-1']);
  await widget.frame.getByRole('option', { name: 'Caja Pampa' }).click();
  await expect(widget.frame.getByRole('heading', { name: 'We couldn’t open Caja Pampa' })).toBeFocused();
  await expect(widget.frame.locator('.result p')).toHaveText(/^Nothing was sent\./);
});
