import { expect, test, type HostWindow } from '../support/fixtures.ts';
import { openError } from '../support/open-error.ts';

const wrongCalls = [
  ['undefined', /^TypeError: .*expected options; got undefined/],
  ['{}', /^TypeError: .*expected token or requestToken; got undefined/],
  ['{ token: 7, connectionId: "c" }', /^TypeError: .*expected a widget token; got number/],
  ['{ token: "", connectionId: "c" }', /^TypeError: .*expected a widget token/],
  ['{ token: "t".repeat(4097), connectionId: "c" }', /^TypeError: .*expected a widget token; got string/],
  ['{ token: "t" }', /^TypeError: .*expected connectionId to be an id of .*; got undefined/],
  ['{ token: "t", connectionId: "../x" }', /^TypeError: .*expected connectionId to be an id/],
  [
    '{ token: "t", connectionId: "c", onSuccess: true }',
    /^TypeError: .*expected onSuccess to be a function; got boolean/,
  ],
  ['{ token: "t", connectionId: "c", onExit: {} }', /^TypeError: .*expected onExit to be a function; got object/],
  ['{ token: "t", connectionId: "c", onEvent: "x" }', /^TypeError: .*expected onEvent to be a function; got string/],
  ['{ requestToken: "t" }', /^TypeError: .*expected requestToken to be a function; got string/],
  ['{ token: "t", connectionId: "c", institution: "a/b" }', /^TypeError: .*expected institution to be an id/],
  ['{ token: "t", connectionId: "c", locale: 1 }', /^TypeError: .*expected locale to be a string; got number/],
] as const;

for (const [options, message] of wrongCalls) {
  test(`Araucaria.open(${options}) throws an error that says what is wrong`, async ({ widget }) => {
    expect(await widget.page.evaluate(openError(options))).toMatch(message);
    expect(widget.frames).toHaveLength(0);
  });
}

for (const key of ['arau_live_1', ' arau_live_1', 'Bearer arau_live_1']) {
  test(`Araucaria.open throws for the API key "${key}" without quoting it`, async ({ widget }) => {
    const message = await widget.page.evaluate<string>(openError(`{ token: '${key}', connectionId: 'c' }`));
    expect(message).toMatch(/^TypeError: .*API key/);
    expect(message).not.toContain('live_1');
  });
}

test('Araucaria.open throws while a widget is open, and that widget stays as it is', async ({ widget }) => {
  await widget.open();
  expect(await widget.page.evaluate(openError("{ token: 't', connectionId: 'c' }"))).toMatch(
    /^Error: .*another widget is open/,
  );
  await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
  expect(await widget.outcomes()).toEqual([]);
});

test("Araucaria.open throws when the script comes from the page's own origin", async ({ araucaria, page }) => {
  araucaria.files['page.html'] = { body: '<!doctype html><script src="araucaria-connect.js"></script>' };
  await page.goto(`${araucaria.origin}/widget/page.html`);
  expect(await page.evaluate(openError("{ token: 't', connectionId: 'c' }"))).toMatch(
    /^Error: .*expected the script on another origin/,
  );
});

test('handle.close() ends the run at once and calls onExit without an error', async ({ widget }) => {
  await widget.open();
  await widget.page.evaluate(() => {
    const { handle } = globalThis as unknown as HostWindow;
    handle.close();
    handle.close();
  });
  expect(await widget.outcomes()).toEqual([{ callback: 'exit', detail: [] }]);
  await expect.poll(() => widget.frames.length).toBe(0);
});

test('the focus returns to where it was when the widget closes, and the widget can be opened again', async ({
  widget,
}) => {
  await widget.open();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await widget.closeWith('Close');
  await expect(widget.page.locator('#opener')).toBeFocused();
  expect(await widget.outcomes()).toEqual([{ callback: 'exit', detail: [] }]);
  await widget.open();
  await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
});

test('the widget closes and the page gets the error when onExit throws', async ({ widget, page }) => {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.evaluate(() => {
    const { Araucaria } = globalThis as unknown as HostWindow;
    Araucaria.open({
      token: 't',
      connectionId: 'c',
      onExit: () => {
        throw new Error('host bug');
      },
    }).close();
  });
  expect(errors).toEqual(['host bug']);
  await expect.poll(() => widget.frames.length).toBe(0);
});

test('the run ends with internal-error when the page removes the dialog', async ({ widget, page }) => {
  await widget.open();
  await page.evaluate(() => document.documentElement.lastElementChild!.remove());
  await expect
    .poll(() => widget.outcomes())
    .toMatchObject([{ callback: 'exit', detail: [{ code: 'internal-error' }] }]);
});

test("the widget uses the page's language, or the locale option", async ({ widget, page }) => {
  await page.evaluate(() => {
    document.documentElement.lang = 'pt-BR';
  });
  await widget.open();
  await expect(widget.frame.getByRole('heading', { name: 'Escolha seu banco' })).toBeVisible();
  await widget.closeWith('Fechar');
  await widget.open({ locale: 'es-CL' });
  await expect(widget.frame.getByRole('heading', { name: 'Elige tu banco' })).toBeVisible();
  expect(await widget.frame.locator('html').getAttribute('lang')).toBe('es');
});

test('onEvent gets the steps of the funnel with the bank, and nothing that was typed', async ({ widget, page }) => {
  await widget.open();
  await widget.chooseBank();
  await widget.signIn('canary-user', 'canary-password');
  await widget.closeWith('Done');
  await expect.poll(() => widget.outcomes()).toHaveLength(1);
  const calls = await page.evaluate(() => (globalThis as unknown as HostWindow).calls);
  expect(calls.filter(({ callback }) => callback === 'event').map(({ detail }) => detail)).toEqual([
    { name: 'opened' },
    { name: 'institution-selected', institutionId: 'andes' },
    { name: 'consent-given', institutionId: 'andes' },
    { name: 'credentials-submitted', institutionId: 'andes' },
    { name: 'connected', institutionId: 'andes' },
    { name: 'closed', institutionId: 'andes' },
  ]);
  expect(JSON.stringify(calls)).not.toContain('canary');
});
