import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AraucariaConnectButton as Button } from '../../../src/button/araucaria-connect-button.ts';

const { AraucariaConnectButton } = (await import(
  `${import.meta.dirname}/../../../dist/button/araucaria-connect-button.js`
)) as { AraucariaConnectButton: typeof Button };
customElements.define('araucaria-connect-button', AraucariaConnectButton);

type Opened = { onSuccess(): void; onExit(error?: unknown): void };
const page = globalThis as { Araucaria?: unknown };
let opened: Opened[];
let events: string[];

beforeEach(() => {
  opened = [];
  events = [];
  page.Araucaria = { open: (options: Opened) => void opened.push(options) };
  for (const name of ['araucaria-open', 'araucaria-success', 'araucaria-exit'] as const) {
    document.body.addEventListener(name, ({ detail }) => events.push(`${name} ${JSON.stringify(detail)}`));
  }
});

afterEach(() => {
  document.body.replaceWith(document.createElement('body'));
  delete page.Araucaria;
});

async function render(): Promise<Button> {
  const button = document.createElement('araucaria-connect-button');
  button.fetchToken = () => Promise.resolve({ widgetToken: 'wtk_1', connectionId: 'conn_1' });
  document.body.append(button);
  await button.updateComplete;
  return button;
}

test('a test that defines the tag itself gets the events of a fake widget', async () => {
  const button = await render();
  expect(button.shadowRoot?.textContent).toContain('Connect your bank');
  button.click();
  await vi.waitFor(() => expect(opened).toHaveLength(1));
  opened[0]?.onSuccess();
  expect(events).toEqual(['araucaria-open {"connectionId":null}', 'araucaria-success {"connectionId":"conn_1"}']);
  expect([button.value, button.phase]).toEqual(['conn_1', 'connected']);
  await button.updateComplete;
  expect(button.shadowRoot?.textContent).toContain('Your bank is connected.');
});

test('removing the button while it loads ends its run and throws nothing', async () => {
  const button = await render();
  button.fetchToken = () => new Promise(() => undefined);
  const outcome = button.open();
  button.remove();
  expect(await outcome).toEqual({ status: 'exit', error: null });
});

test('a run without a backend ends with an error and no rejection', async () => {
  const button = await render();
  button.fetchToken = () => Promise.reject(new Error('no backend in this test'));
  const outcome = await button.open();
  expect(outcome).toMatchObject({ status: 'exit', error: { code: 'token-request-failed' } });
  await button.updateComplete;
});

test('a required button in a form can be disabled, reset and restored without an error', async () => {
  const button = await render();
  const form = document.createElement('form');
  document.body.append(form);
  form.append(button);
  Object.assign(button, { required: true, name: 'bank', disabled: true });
  await button.updateComplete;
  button.setCustomValidity('no');
  button.disabled = false;
  button.formResetCallback();
  button.formStateRestoreCallback('conn_2');
  await button.updateComplete;
  expect(button.value).toBe('conn_2');
});
