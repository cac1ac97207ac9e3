import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const root = `${import.meta.dirname}/../../..`;

beforeEach(() => {
  vi.spyOn(console, 'warn').mockReturnValue();
  vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

/** Renders the button as a host would, uses what works of it, and removes it. */
async function useButton(): Promise<void> {
  document.body.innerHTML = `<form><label for="bank">Bank</label>
    <araucaria-connect-button id="bank" name="bank" required token-endpoint="/token" preload="eager">
      <a href="/by-mail">Send a statement</a></araucaria-connect-button></form>`;
  const button = document.querySelector('araucaria-connect-button')!;
  const details: unknown[] = [];
  button.addEventListener('araucaria-success', (event) => details.push(event.detail));
  button.click();
  button.setAttribute('connection-id', 'conn_1');
  // Such a test can dispatch an outcome itself.
  button.dispatchEvent(new CustomEvent('araucaria-success', { detail: { connectionId: 'conn_1' }, bubbles: true }));
  expect(details).toEqual([{ connectionId: 'conn_1' }]);
  expect(button.textContent).toContain('Send a statement');
  button.remove();
  await new Promise((resolve) => setTimeout(resolve));
}

test('importing the package throws nothing, the tag stays undefined, and one console line says why', async () => {
  await import(`${root}/dist/button/index.js`);
  await import(`${root}/dist/button/define.js`);
  expect(customElements.get('araucaria-connect-button')).toBe(undefined);
  await useButton();
  // Lit writes another line: on Node its development build is loaded.
  const warnings = vi
    .mocked(console.warn)
    .mock.calls.flat()
    .filter((line) => String(line).includes('<araucaria'));
  expect(warnings).toEqual([expect.stringContaining('form-associated custom elements')]);
  expect(console.error).not.toHaveBeenCalled();
});

test('running the script-tag bundle throws nothing, and the tag stays undefined', async () => {
  const bundle = readFileSync(`${root}/dist/araucaria-connect-button.js`, 'utf8');
  // oxlint-disable-next-line typescript/no-implied-eval -- neither environment runs the scripts of a page by itself
  new Function(bundle)();
  expect(customElements.get('araucaria-connect-button')).toBe(undefined);
  await useButton();
  expect(console.error).not.toHaveBeenCalled();
});
