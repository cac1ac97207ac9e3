import { waitForPaint } from '../../../src/testing/wait-for-paint.ts';
import type { Attempt } from '../../../src/shared/widget-api.ts';
import { problem } from './support/fake-api.ts';
import { expect, test } from './support/fixtures.ts';

const failed = (code: string, triesLeft = 0): Attempt => ({ status: 'failed', code, triesLeft });

const challenge = (triesLeft?: number): Attempt => ({
  status: 'challenge',
  challenge: {
    id: 'chl_1',
    type: 'one-time-code',
    channel: 'sms',
    length: 6,
    sentTo: '••• 42',
    resendIn: 30,
    expiresIn: 300,
    extensionsLeft: 10,
    ...(triesLeft !== undefined && { triesLeft }),
  },
});

test.describe('choosing the bank', () => {
  test('works by keyboard alone, as a combobox', async ({ widget, page }) => {
    await widget.open();
    await expect(widget.frame.getByRole('option')).toHaveCount(6);
    const search = widget.frame.getByRole('combobox', { name: 'Search for your bank' });
    await expect(search).toBeFocused();
    await page.keyboard.type('banco');
    await expect(widget.frame.getByRole('option')).toHaveCount(3);
    await expect(widget.frame.getByRole('status')).toHaveText('3 banks found');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(widget.frame.getByRole('option', { selected: true })).toContainText('Banco Litoral');
    expect(await search.getAttribute('aria-activedescendant')).toBe('bank-1');
    await page.keyboard.press('Enter');
    await expect(widget.frame.getByRole('heading', { name: 'Link Banco Litoral to Demo Budget?' })).toBeFocused();
  });

  test('a late answer never takes the place of a newer one', async ({ araucaria, widget }) => {
    const late = Promise.withResolvers<void>();
    araucaria.api.override = ({ path, query }) =>
      path === 'institutions' && query.get('q') === 'caja'
        ? late.promise.then(() => ({ status: 200, body: { institutions: [], total: 0 } }))
        : undefined;
    await widget.open();
    const search = widget.frame.getByRole('combobox');
    await search.fill('caja');
    await expect.poll(() => araucaria.api.to('institutions', 'GET').length).toBe(2);
    await search.fill('cord');
    await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
    late.resolve();
    await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
    await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
  });

  test('a marked bank stays marked when a newer answer has it too', async ({ araucaria, widget, page }) => {
    const late = Promise.withResolvers<void>();
    araucaria.api.override = ({ query }) =>
      query.get('q') === 'banc' ? late.promise.then(() => undefined) : undefined;
    await widget.open();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('ban');
    await expect(widget.frame.getByRole('option')).toHaveCount(3);
    await page.keyboard.type('c');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(widget.frame.getByRole('option', { selected: true })).toContainText('Banco Litoral');
    late.resolve();
    await expect(widget.frame.locator('mark').first()).toHaveText('Banc');
    await page.keyboard.press('Enter');
    await expect(widget.frame.getByRole('heading', { name: 'Link Banco Litoral to Demo Budget?' })).toBeFocused();
  });

  test('an answer that comes after the text was deleted again changes nothing', async ({ araucaria, widget }) => {
    const late = Promise.withResolvers<void>();
    araucaria.api.override = ({ query }) => (query.get('q') === 'l' ? late.promise.then(() => undefined) : undefined);
    await widget.open();
    const options = widget.frame.getByRole('option');
    await expect(options).toHaveCount(6);
    await widget.frame.getByRole('combobox').press('l');
    await expect.poll(() => araucaria.api.to('institutions', 'GET').length).toBe(2);
    await widget.frame.getByRole('combobox').press('Backspace');
    late.resolve();
    await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
    await expect(options).toHaveCount(6);
    await expect(widget.frame.getByText('Popular banks', { exact: true })).toBeVisible();
  });

  test('a letter corrected while answers are slow is no failure', async ({ araucaria, widget, page }) => {
    await page.clock.install();
    let slow = Promise.withResolvers<undefined>();
    araucaria.api.override = ({ query }) => (query.get('q') ? slow.promise : undefined);
    await widget.open();
    const search = widget.frame.getByRole('combobox');
    await expect(search).toBeFocused();
    await page.keyboard.type('px');
    await page.keyboard.press('Backspace');
    slow.resolve(undefined);
    await expect(widget.frame.getByRole('option')).toHaveText([/Caja Pampa/, /Altiplano/]);
    slow = Promise.withResolvers();
    await page.keyboard.type('am');
    await search.fill('');
    // Longer than a slow request is waited for.
    await page.clock.runFor(1_000);
    await expect(widget.frame.getByRole('alert')).toHaveCount(0);
    await expect(widget.frame.getByRole('option')).toHaveCount(6);
  });

  test('whoever looks for a bank is not taken away to the one the session names', async ({ araucaria, widget }) => {
    const late = Promise.withResolvers<void>();
    araucaria.api.preselected = 'andes';
    araucaria.api.override = ({ path }) => (path === 'session' ? late.promise.then(() => undefined) : undefined);
    await widget.open({}, ['token-a']);
    await widget.frame.getByRole('combobox').fill('cord');
    late.resolve();
    await expect.poll(() => araucaria.api.to('session').length).toBe(1);
    // The answer is there, and what it leads to is drawn.
    await widget.frame.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/session')),
    );
    await waitForPaint(widget.frame);
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('Choose your bank');
    await widget.choose('Cordillera Digital');
  });

  test('what was looked for is there again on the way back, and the first letter replaces it', async ({
    widget,
    page,
  }) => {
    await widget.open();
    await widget.frame.getByRole('combobox').fill('caja');
    await widget.frame.getByRole('option', { name: 'Caja Pampa' }).click();
    await widget.frame.getByRole('button', { name: 'Choose another bank' }).click();
    await expect(widget.frame.getByRole('combobox')).toHaveValue('caja');
    await expect(widget.frame.getByRole('option')).toHaveText([/Caja Pampa/]);
    await page.keyboard.type('cord');
    await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
  });

  test('a tap on the wrong bank can be taken back while its form is on its way', async ({ araucaria, widget }) => {
    const late = Promise.withResolvers<void>();
    araucaria.api.override = ({ path }) =>
      path === 'institutions/andes' ? late.promise.then(() => undefined) : undefined;
    await widget.open();
    await widget.frame.getByRole('option', { name: 'Banco de los Andes' }).click();
    await expect(widget.frame.getByRole('heading', { name: 'Opening Banco de los Andes…' })).toBeFocused();
    await widget.frame.getByRole('button', { name: 'Choose another bank' }).click();
    late.resolve();
    await widget.choose('Caja Pampa');
  });

  test('a blank typed while an answer is on its way stays in the field', async ({ araucaria, widget, page }) => {
    const late = Promise.withResolvers<void>();
    araucaria.api.override = ({ query }) =>
      query.get('q') === 'caja' ? late.promise.then(() => undefined) : undefined;
    await widget.open();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await page.keyboard.insertText('caja');
    await page.keyboard.type(' ');
    late.resolve();
    await expect(widget.frame.locator('mark')).toHaveText('Caja');
    await page.keyboard.type('p');
    await expect(widget.frame.getByRole('combobox')).toHaveValue('caja p');
  });

  test('a press that began on one bank never chooses the one that took its place', async ({
    araucaria,
    widget,
    page,
  }) => {
    const late = Promise.withResolvers<void>();
    araucaria.api.override = ({ query }) =>
      query.get('q') === 'cord' ? late.promise.then(() => undefined) : undefined;
    await widget.open();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('banco');
    const options = widget.frame.getByRole('option');
    await expect(options).toHaveCount(3);
    await widget.frame.getByRole('combobox').fill('cord');
    await options.first().hover();
    await page.mouse.down();
    late.resolve();
    await expect(options).toHaveText([/Cordillera Digital/]);
    await page.mouse.up();
    await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('Choose your bank');
    await options.click();
    await expect(widget.frame.getByRole('heading', { name: 'Link Cordillera Digital to Demo Budget?' })).toBeFocused();
  });

  test('Enter chooses nothing while the answer to what was typed is on its way', async ({
    araucaria,
    widget,
    page,
  }) => {
    const late = Promise.withResolvers<void>();
    araucaria.api.override = ({ query }) =>
      query.get('q') === 'banc' ? late.promise.then(() => undefined) : undefined;
    await widget.open();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('cord');
    await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
    await widget.frame.getByRole('combobox').fill('banc');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    late.resolve();
    await expect(widget.frame.getByRole('option')).toHaveCount(3);
    await expect(widget.frame.getByRole('option', { selected: true })).toHaveCount(0);
    await page.keyboard.press('Enter');
    await expect(widget.frame.getByRole('option', { selected: true })).toHaveText(/Banco de los Andes/);
  });

  test('Enter chooses no bank that a failure has taken from sight', async ({ araucaria, widget, page }) => {
    await widget.open();
    await expect(widget.frame.getByRole('combobox')).toBeFocused();
    await page.keyboard.type('cord');
    await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
    await page.keyboard.press('ArrowDown');
    araucaria.api.override = ({ path }) => (path === 'institutions' ? problem(500, 'internal-error') : undefined);
    await page.keyboard.type('i');
    await expect(widget.frame.getByRole('alert')).toContainText('did not load');
    await page.keyboard.press('Enter');
    await expect(widget.frame.getByRole('combobox')).toHaveAttribute('aria-expanded', 'false');
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('Choose your bank');
  });

  test('says when nothing matches, and when the list did not load', async ({ araucaria, widget }) => {
    araucaria.api.override = ({ path }) => (path === 'institutions' ? problem(500, 'internal-error') : undefined);
    await widget.open();
    await expect(widget.frame.getByRole('alert')).toContainText('did not load');
    araucaria.api.override = () => undefined;
    await widget.frame.getByRole('button', { name: 'Try again' }).click();
    await expect(widget.frame.getByRole('option')).toHaveCount(6);
    await widget.frame.getByRole('combobox').fill('zzz');
    await expect(widget.frame.getByText('No bank matches “zzz”.').first()).toBeVisible();
  });

  test('frame 10: names are text, whatever is in them', async ({ araucaria, widget }) => {
    const name = `<img src=x onerror="alert(1)"> \u202eknaB ${'long '.repeat(2_000)}`;
    araucaria.api.institutions = [{ id: 'evil', name, country: '<b>', status: 'ok', logo: null }];
    araucaria.api.applicationName = '<script>alert(1)</script>\u202eevil';
    await widget.open();
    await widget.frame.getByRole('option').click();
    await widget.frame.getByRole('button', { name: 'Agree and continue' }).click();
    await expect(widget.frame.getByText('<script>alert(1)</script>').first()).toBeVisible();
    expect(await widget.frame.locator('img, b, script:not([type=module])').count()).toBe(0);
    // Isolated, so that it cannot turn around the sentence it stands in.
    await expect(widget.frame.locator('.asks > bdi').first()).toHaveText('<script>alert(1)</script>\u202eevil');
    const width = await widget.frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(width).toBe(0);
    await expect(widget.frame.getByLabel('User name')).toBeVisible();
  });
});

test.describe('credentials', () => {
  test('frame 15: arrive byte for byte, and password managers know the fields', async ({ araucaria, widget }) => {
    const password = ` \u00e1\u0301 🔑 "<&>' ${'x'.repeat(180)} `;
    await widget.open();
    await widget.choose();
    await expect(widget.frame.getByLabel('User name')).toHaveAttribute('autocomplete', 'username');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveAttribute(
      'autocomplete',
      'current-password',
    );
    await widget.signIn('ñandú', password);
    await expect.poll(() => araucaria.api.to('attempts').length).toBe(1);
    expect(araucaria.api.to('attempts')[0]!.body).toMatchObject({ credentials: { username: 'ñandú', password } });
  });

  test('a missing field is said beside it, and has the focus', async ({ araucaria, widget }) => {
    await widget.open();
    await widget.choose();
    await widget.frame.getByRole('button', { name: 'Continue' }).click();
    const username = widget.frame.getByLabel('User name');
    await expect(username).toBeFocused();
    await expect(username).toHaveAccessibleDescription('Enter your user name.');
    await expect(username).toHaveAttribute('aria-invalid', 'true');
    expect(araucaria.api.to('attempts')).toEqual([]);
  });

  test('after a refusal the user name is kept, the password is not', async ({ araucaria, widget }) => {
    araucaria.api.attempts = [failed('invalid-credentials', 4), { status: 'connected', connectionId: 'conn_1' }];
    await widget.open();
    await widget.choose();
    await widget.signIn('me', 'wrong');
    const password = widget.frame.getByLabel('Password', { exact: true });
    await expect(password).toBeFocused();
    await expect(password).toHaveValue('');
    await expect(password).toHaveAccessibleDescription(/did not accept these details.*You have 4 tries left/);
    await expect(widget.frame.getByLabel('User name')).toHaveValue('me');
    await password.fill('right');
    await widget.frame.getByRole('button', { name: 'Continue' }).click();
    await widget.connected();
  });

  test('a password can be looked at', async ({ widget }) => {
    await widget.open();
    await widget.choose();
    const password = widget.frame.getByLabel('Password', { exact: true });
    await password.fill('secret');
    await widget.frame.getByRole('button', { name: 'Show Password' }).click();
    await expect(password).toHaveAttribute('type', 'text');
    await expect(password).toHaveValue('secret');
    await widget.frame.getByRole('button', { name: 'Hide Password' }).click();
    await expect(password).toHaveAttribute('type', 'password');
  });

  test('frame 16: the fields are emptied when they are sent, and when the form is left', async ({
    araucaria,
    widget,
  }) => {
    araucaria.api.attempts = [{ status: 'connecting' }];
    await widget.open();
    await widget.choose();
    const fields = await widget.frame.evaluateHandle(() => Array.from(document.querySelectorAll('input')));
    await widget.signIn('me', 'secret');
    await expect(widget.frame.getByRole('heading', { name: 'Connecting to Banco de los Andes' })).toBeFocused();
    expect(await fields.evaluate((inputs) => inputs.map(({ value }) => value))).toEqual(['', '']);
    await widget.frame.getByRole('button', { name: 'Cancel' }).click();
    const again = await widget.frame.evaluateHandle(() => Array.from(document.querySelectorAll('input')));
    await widget.frame.getByLabel('Password', { exact: true }).fill('secret');
    await widget.frame.getByRole('button', { name: 'Choose another bank' }).click();
    expect(await again.evaluate((inputs) => inputs.map(({ value }) => value))).toEqual(['', '']);
    expect(araucaria.api.to('attempt', 'DELETE')).toHaveLength(1);
  });
});

test.describe('the one-time code', () => {
  test('can be pasted with blanks, and a wrong one tried again', async ({ araucaria, widget }) => {
    await widget.keepResult();
    araucaria.api.attempts = [challenge(), challenge(2), { status: 'connected', connectionId: 'conn_1' }];
    await widget.open();
    await widget.choose();
    await widget.signIn('otp');
    const code = widget.frame.getByLabel('6-digit code');
    await expect(code).toBeFocused();
    await expect(code).toHaveAccessibleDescription(/by text message to ••• 42/);
    await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
    await expect(code).toHaveAttribute('inputmode', 'numeric');
    await widget.frame.getByRole('button', { name: 'Confirm' }).click();
    await expect(code).toHaveAccessibleDescription(/Enter the 6-digit code/);
    await code.fill('111 111');
    await code.press('Enter');
    await expect(code).toBeFocused();
    await expect(code).toHaveValue('');
    await expect(code).toHaveAccessibleDescription(/not right.*You have 2 tries left/);
    await code.fill('123456');
    await code.press('Enter');
    await expect(widget.frame.getByRole('heading', { name: 'Your bank is connected' })).toBeFocused();
    expect(araucaria.api.to('attempt/challenge').map(({ body }) => body)).toEqual([
      { challengeId: 'chl_1', code: '111111' },
      { challengeId: 'chl_1', code: '123456' },
    ]);
  });
});

test.describe('when it fails', () => {
  const codes = {
    'institution-unavailable': ['Choose another bank', 'Try again', 'Leave'],
    'invalid-credentials': ['Leave'],
    'account-locked': ['Choose another bank', 'Leave'],
    'mfa-failed': ['Try again', 'Choose another bank', 'Leave'],
    'mfa-timeout': ['Try again', 'Choose another bank', 'Leave'],
    'connection-timeout': ['Try again', 'Choose another bank', 'Leave'],
    'frame-unreachable': ['Try again', 'Leave'],
    'internal-error': ['Try again', 'Choose another bank', 'Leave'],
    'token-expired': ['Leave'],
    'token-invalid': ['Leave'],
    'origin-not-allowed': ['Leave'],
  };

  for (const [code, buttons] of Object.entries(codes)) {
    test(`${code} says what to do, and leaving reports it`, async ({ araucaria, widget }) => {
      araucaria.api.attempts = [failed(code)];
      await widget.open();
      await widget.choose();
      await widget.signIn();
      await expect(widget.frame.locator('h1')).toBeFocused();
      await expect(widget.frame.getByRole('main').getByRole('button')).toHaveText(buttons);
      await widget.end('Leave');
      expect(await widget.ends()).toMatchObject([{ callback: 'exit', detail: [{ code }] }]);
    });
  }

  test('what was typed is there again for whoever comes back to the bank, but for the password', async ({ widget }) => {
    await widget.open();
    await widget.choose();
    await widget.frame.getByLabel('User name').fill('me');
    await widget.frame.getByLabel('Password', { exact: true }).fill('secret');
    await widget.frame.getByRole('button', { name: 'Choose another bank' }).click();
    await widget.choose('Caja Pampa');
    await expect(widget.frame.getByLabel('User name')).toHaveValue('');
    await widget.frame.getByRole('button', { name: 'Choose another bank' }).click();
    await widget.choose();
    await expect(widget.frame.getByLabel('User name')).toHaveValue('me');
    await expect(widget.frame.getByLabel('Password', { exact: true })).toHaveValue('');
  });

  test('no text speaks of a button that is not there', async ({ araucaria, widget }) => {
    araucaria.api.mode = 'recredential';
    araucaria.api.preselected = 'andes';
    araucaria.api.attempts = [failed('institution-unavailable')];
    await widget.open();
    await widget.signIn();
    await expect(widget.frame.getByRole('main').getByRole('button')).toHaveText(['Try again', 'Leave']);
    await expect(widget.frame.getByRole('main')).not.toContainText('another bank');
  });

  test('trying again keeps the user name', async ({ araucaria, widget }) => {
    araucaria.api.attempts = [failed('connection-timeout')];
    await widget.open();
    await widget.choose();
    await widget.signIn('me');
    await widget.frame.getByRole('button', { name: 'Try again' }).click();
    await expect(widget.frame.getByLabel('User name')).toHaveValue('me');
  });
});
