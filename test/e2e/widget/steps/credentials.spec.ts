import type { Attempt } from '../../../../src/shared/widget-api.ts';
import { expect, test } from '../support/fixtures.ts';

const failed = (code: string, triesLeft = 0): Attempt => ({ status: 'failed', code, triesLeft });

test('credentials arrive byte for byte, and password managers recognize the fields', async ({ araucaria, widget }) => {
  const password = ` \u00e1\u0301 🔑 "<&>' ${'x'.repeat(180)} `;
  await widget.open();
  await widget.chooseBank();
  await expect(widget.frame.getByLabel('User name')).toHaveAttribute('autocomplete', 'username');
  await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveAttribute(
    'autocomplete',
    'current-password',
  );
  await widget.signIn('ñandú', password);
  await expect.poll(() => araucaria.api.to('attempts').length).toBe(1);
  expect(araucaria.api.to('attempts')[0]!.body).toMatchObject({ credentials: { username: 'ñandú', password } });
});

test('an empty field gets an error beside it and the focus', async ({ araucaria, widget }) => {
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByRole('button', { name: 'Continue' }).click();
  const username = widget.frame.getByLabel('User name');
  await expect(username).toBeFocused();
  await expect(username).toHaveAccessibleDescription('Enter your user name.');
  await expect(username).toHaveAttribute('aria-invalid', 'true');
  expect(araucaria.api.to('attempts')).toEqual([]);
});

test('a refused form keeps the user name but not the password', async ({ araucaria, widget }) => {
  araucaria.api.attempts = [failed('invalid-credentials', 4), { status: 'connected', connectionId: 'conn_1' }];
  await widget.open();
  await widget.chooseBank();
  await widget.signIn('me', 'wrong');
  const password = widget.frame.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await expect(password).toHaveValue('');
  await expect(password).toHaveAccessibleDescription(/didn’t accept these details.*You have 4 attempts left/);
  await expect(widget.frame.getByLabel('User name')).toHaveValue('me');
  await password.fill('right');
  await widget.frame.getByRole('button', { name: 'Continue' }).click();
  await widget.waitForSuccess();
});

test('a user can show and hide the password', async ({ widget }) => {
  await widget.open();
  await widget.chooseBank();
  const password = widget.frame.getByLabel('Password', { exact: true });
  await password.fill('secret');
  await widget.frame.getByRole('button', { name: 'Show Password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await expect(password).toHaveValue('secret');
  await widget.frame.getByRole('button', { name: 'Hide Password' }).click();
  await expect(password).toHaveAttribute('type', 'password');
});

test('the fields are emptied when the form is sent and when the user leaves it', async ({ araucaria, widget }) => {
  araucaria.api.attempts = [{ status: 'connecting' }];
  await widget.open();
  await widget.chooseBank();
  const fields = await widget.frame.evaluateHandle(() => Array.from(document.querySelectorAll('input')));
  await widget.signIn('me', 'secret');
  await expect(widget.frame.getByRole('heading', { name: 'Connecting to Banco de los Andes' })).toBeFocused();
  expect(await fields.evaluate((inputs) => inputs.map(({ value }) => value))).toEqual(['', '']);
  await widget.frame.getByRole('button', { name: 'Back' }).click();
  const again = await widget.frame.evaluateHandle(() => Array.from(document.querySelectorAll('input')));
  await widget.frame.getByLabel('Password', { exact: true }).fill('secret');
  await widget.frame.getByRole('button', { name: 'Back' }).click();
  expect(await again.evaluate((inputs) => inputs.map(({ value }) => value))).toEqual(['', '']);
  expect(araucaria.api.to('attempt', 'DELETE')).toHaveLength(1);
});

test('the form keeps the user name but not the password when the user comes back to the bank', async ({ widget }) => {
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByLabel('User name').fill('me');
  await widget.frame.getByLabel('Password', { exact: true }).fill('secret');
  await widget.frame.getByRole('button', { name: 'Back' }).click();
  await widget.chooseBank('Caja Pampa');
  await expect(widget.frame.getByLabel('User name')).toHaveValue('');
  await widget.frame.getByRole('button', { name: 'Back' }).click();
  await widget.chooseBank();
  await expect(widget.frame.getByLabel('User name')).toHaveValue('me');
  await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('');
});

test('the form keeps the user name when the user tries again after a failure', async ({ araucaria, widget }) => {
  araucaria.api.attempts = [failed('connection-timeout')];
  await widget.open();
  await widget.chooseBank();
  await widget.signIn('me');
  await widget.frame.getByRole('button', { name: 'Try again' }).click();
  await expect(widget.frame.getByLabel('User name')).toHaveValue('me');
});

test('with a mouse the form begins at its first empty field, which is described by its heading', async ({
  araucaria,
  widget,
}) => {
  araucaria.api.attempts = [failed('institution-unavailable', 4)];
  await widget.open();
  await widget.chooseBank();
  const username = widget.frame.getByLabel('User name');
  await expect(username).toBeFocused();
  await expect(username).toHaveAccessibleDescription(
    /^Sign in to Banco de los Andes Demo Budget asks to connect your account/,
  );
  await expect(widget.frame.getByRole('form', { name: 'Sign in to Banco de los Andes' })).toBeVisible();
  await expect(username).toHaveAttribute('enterkeyhint', 'next');
  // Enter goes to the next empty field, and submits from the last.
  await username.fill('me');
  await username.press('Enter');
  const password = widget.frame.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute('enterkeyhint', 'go');
  await password.fill('secret');
  await password.press('Enter');
  await widget.frame.getByRole('button', { name: 'Try again' }).click();
  await expect(password).toBeFocused();
  await expect(password).toHaveAccessibleDescription(/^Sign in to/);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true });

  test('the form begins at its heading', async ({ widget }) => {
    await widget.open();
    await widget.chooseBank();
    await expect(widget.frame.getByRole('heading', { name: 'Sign in to Banco de los Andes' })).toBeFocused();
    await expect(widget.frame.getByLabel('User name')).toHaveAccessibleDescription('');
  });
});
