import type { CredentialField } from '../../../../src/shared/widget-api.ts';
import { expect, test } from '../support/fixtures.ts';

const words = (text: string): CredentialField['label'] => ({ en: text, es: text, pt: text });
const password: CredentialField = { name: 'password', type: 'password', label: words('Password') };

test.describe('a national id', () => {
  const ids = [
    { type: 'rut', typed: '123456785', shown: '12.345.678-5', sent: '123456785', wrong: '12.345.678-4' },
    { type: 'cpf', typed: '52998224725', shown: '529.982.247-25', sent: '52998224725', wrong: '529.982.247-24' },
    {
      type: 'cnpj',
      typed: '11222333000181',
      shown: '11.222.333/0001-81',
      sent: '11222333000181',
      wrong: '11.222.333/0001-80',
    },
  ] as const;
  for (const { type, typed, shown, sent, wrong } of ids) {
    test(`a ${type} is formatted and checked in the form, and sent without separators`, async ({
      araucaria,
      widget,
    }) => {
      araucaria.api.fields = [{ name: type, type, label: words(type.toUpperCase()) }, password];
      await widget.open();
      await widget.chooseBank();
      const field = widget.frame.getByLabel(type.toUpperCase());
      await field.fill(wrong);
      await widget.frame.getByLabel('Password', { exact: true }).fill('araucaria');
      await widget.frame.getByRole('button', { name: 'Continue' }).click();
      await expect(widget.frame.getByText('has a wrong digit')).toBeVisible();
      await expect(field).toBeFocused();
      expect(araucaria.api.to('attempts')).toHaveLength(0);

      await field.fill(typed);
      await field.blur();
      await expect(field).toHaveValue(shown);
      await widget.frame.getByRole('button', { name: 'Continue' }).click();
      await widget.waitForSuccess();
      expect(araucaria.api.to('attempts')[0]?.body).toMatchObject({ credentials: { [type]: sent } });
    });
  }
});

test('a select field needs a choice and sends its value', async ({ araucaria, widget }) => {
  const options = [
    { value: 'cc', label: words('National id') },
    { value: 'ce', label: words('Foreign id') },
  ];
  araucaria.api.fields = [{ name: 'kind', type: 'select', label: words('Kind of document'), options }, password];
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByLabel('Password', { exact: true }).fill('araucaria');
  await widget.frame.getByRole('button', { name: 'Continue' }).click();
  await expect(widget.frame.getByText('Choose one: kind of document.')).toBeVisible();
  await expect(widget.frame.getByLabel('Kind of document')).toBeFocused();
  await widget.frame.getByLabel('Kind of document').selectOption('Foreign id');
  await widget.frame.getByRole('button', { name: 'Continue' }).click();
  await widget.waitForSuccess();
  expect(araucaria.api.to('attempts')[0]?.body).toMatchObject({ credentials: { kind: 'ce' } });
});

test('a space at either end and Caps Lock are pointed out and never corrected', async ({ araucaria, widget }) => {
  await widget.open();
  await widget.chooseBank();
  const user = widget.frame.getByLabel('User name');
  await user.fill('ana ');
  await expect(user).toHaveAccessibleDescription(/There’s a space at the start or end/);
  const secret = widget.frame.getByLabel('Password', { exact: true });
  await secret.evaluate((input) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true, bubbles: true }));
  });
  await expect(secret).toHaveAccessibleDescription(/Caps Lock is on/);
  await secret.evaluate((input) => {
    input.dispatchEvent(new KeyboardEvent('keyup', { key: 'CapsLock', modifierCapsLock: false, bubbles: true }));
  });
  await expect(secret).not.toHaveAccessibleDescription(/Caps Lock/);
  await secret.fill(' pass word ');
  await widget.frame.getByRole('button', { name: 'Continue' }).click();
  await widget.waitForSuccess();
  expect(araucaria.api.to('attempts')[0]?.body).toMatchObject({
    credentials: { username: 'ana ', password: ' pass word ' },
  });
});

test("the bank's help page opens in a new tab, and the form stays as it is", async ({ araucaria, widget, page }) => {
  araucaria.api.help = { forgotPasswordUrl: 'https://example.com/forgot' };
  await page.context().route('https://example.com/**', (route) => route.fulfill({ body: 'help' }));
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByLabel('User name').fill('ana');
  const popup = page.waitForEvent('popup');
  await widget.frame.getByRole('link', { name: /Forgot your password/ }).click();
  const help = await popup;
  expect(help.url()).toBe('https://example.com/forgot');
  expect(await help.evaluate(() => [opener, document.referrer])).toEqual([null, '']);
  await expect(widget.frame.getByLabel('User name')).toHaveValue('ana');
  await expect(widget.frame.getByRole('link', { name: /Forgot your user name/ })).toHaveCount(0);
});

test("the bank's help link fits the fields of its form", async ({ araucaria, widget }) => {
  araucaria.api.help = { forgotUserUrl: 'https://example.com/forgot' };
  araucaria.api.fields = [{ name: 'rut', type: 'rut', label: words('RUT') }, password];
  await widget.open();
  await widget.chooseBank();
  await expect(widget.frame.getByRole('link')).toHaveText([/^Trouble signing in\?/]);
});

for (const url of ['javascript:parent.postMessage(1)', 'data:text/html,x', 'http://example.com/', 'nonsense']) {
  test(`a help URL ${url} makes no link`, async ({ araucaria, widget }) => {
    araucaria.api.help = { forgotPasswordUrl: url, forgotUserUrl: url };
    await widget.open();
    await widget.chooseBank();
    await expect(widget.frame.getByRole('button', { name: 'Continue' })).toBeVisible();
    await expect(widget.frame.getByRole('link')).toHaveCount(0);
  });
}

for (const logo of [
  'javascript:alert(1)',
  'https://evil.example/logo.svg',
  '//evil.example/logo.svg',
  'logos/missing.svg',
]) {
  test(`a monogram replaces the logo ${logo}, and no request goes to another origin`, async ({
    araucaria,
    widget,
    page,
  }) => {
    const requestedOrigins: string[] = [];
    page.on('request', (request) => requestedOrigins.push(new URL(request.url()).origin));
    const [first, ...others] = araucaria.api.institutions;
    araucaria.api.institutions = [{ ...first!, logo }, ...others];
    await widget.open();
    const option = widget.frame.getByRole('option', { name: 'Banco de los Andes' });
    await expect(option.getByText('BA', { exact: true })).toBeVisible();
    await expect(option.locator('img')).toBeHidden();
    expect(requestedOrigins.filter((origin) => origin.includes('evil'))).toEqual([]);
  });
}

test('keys pressed after a click outside the fields change no field', async ({ araucaria, widget, page }) => {
  await widget.open();
  await widget.chooseBank();
  const secret = widget.frame.getByLabel('Password', { exact: true });
  await secret.fill('secret');
  await widget.frame.locator('footer').click();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(secret).toHaveValue('secret');
  await expect(secret).not.toBeFocused();
  expect(araucaria.api.to('attempts')).toHaveLength(0);
});

test('a RUT with a non-breaking hyphen is accepted, and a refused form shows it formatted', async ({
  araucaria,
  widget,
}) => {
  araucaria.api.fields = [{ name: 'rut', type: 'rut', label: words('RUT') }, password];
  araucaria.api.attempts = [{ status: 'failed', code: 'invalid-credentials', triesLeft: 4 }];
  await widget.open();
  await widget.chooseBank();
  const rut = widget.frame.getByLabel('RUT');
  await rut.fill('12.345.678\u20115');
  await widget.frame.getByLabel('Password', { exact: true }).fill('wrong');
  await widget.frame.getByRole('button', { name: 'Continue' }).click();
  await expect(widget.frame.getByText(/didn’t accept/)).toBeVisible();
  await expect(rut).toHaveValue('12.345.678-5');
  expect(araucaria.api.to('attempts')[0]?.body).toMatchObject({ credentials: { rut: '123456785' } });
});

test("a password manager's plain events cause no error", async ({ widget, page }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await widget.open();
  await widget.chooseBank();
  await widget.frame.getByLabel('Password', { exact: true }).dispatchEvent('keydown');
  await widget.frame
    .getByLabel('Password', { exact: true })
    .evaluate((field) => field.dispatchEvent(new Event('keydown', { bubbles: true })));
  expect(errors).toEqual([]);
});
