import './define-button.ts';
import { installFakeAraucaria, type FakeAraucaria } from 'araucaria-connect/testing/fake';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BankForm } from './bank-form.ts'; // your own component

let fake: FakeAraucaria;
let { form, button, output, statement } = new BankForm();

beforeEach(() => {
  fake = installFakeAraucaria();
  // Your backend: any way to fake `fetch` does, such as Mock Service Worker.
  vi.stubGlobal('fetch', async () => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }));
  ({ form, button, output, statement } = new BankForm());
  document.body.append(form);
});

afterEach(() => {
  form.remove();
  fake.uninstall();
  vi.unstubAllGlobals();
});

test('a user who has connected a bank is thanked', async () => {
  button.click();
  await fake.succeed();
  expect(output.value).toBe('Thank you.');
  expect(button.value).toBe('conn_1');
});

test('a user whose bank does not answer can send a statement', async () => {
  button.click();
  await fake.event('institution-selected', { institutionId: 'banco-alerce' });
  await fake.fail('institution-unavailable');
  expect(statement.hidden).toBe(false);
});

test('a user who closes the widget is told nothing', async () => {
  button.click();
  await fake.exit();
  expect(output.value).toBe('');
});

test('a user who is signed out learns that no bank was connected', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 401 }));
  // The run ends by itself, without a widget.
  expect(await button.open()).toMatchObject({ status: 'exit', error: { code: 'unauthorized' } });
  expect(output.value).toBe('Your bank was not connected.');
});
