import type { Attempt } from '../../../../src/shared/widget-api.ts';
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
