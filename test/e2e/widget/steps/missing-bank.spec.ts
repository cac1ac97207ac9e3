import { expect, test, type HostWindow, type WidgetPage } from '../support/fixtures.ts';

/** What the host's page was told, and how the run ended. */
const callsOf = ({ page }: WidgetPage): Promise<HostWindow['calls']> =>
  page.evaluate(() => (globalThis as unknown as HostWindow).calls);

const missing = { name: 'My bank isn’t here' };

test('a user tells the application which bank is missing, and goes on with another one', async ({ widget }) => {
  await widget.open({}, ['token-1']);
  const { frame } = widget;
  await frame.locator('#search').fill('banco del sur');
  await frame.getByRole('button', missing).click();
  await expect(frame.getByRole('heading', { name: 'Which bank are you missing?' })).toBeFocused();
  // What was searched for is probably its name.
  await expect(frame.getByLabel('Name of your bank (optional)')).toHaveValue('banco del sur');
  await frame.getByLabel('Name of your bank (optional)').fill('  Banco del Sur  ');
  await frame.getByRole('button', { name: /^Tell / }).click();
  await expect(frame.getByRole('heading', { name: 'Thank you' })).toBeFocused();
  await frame.getByRole('button', { name: 'Choose another bank' }).click();
  await frame.locator('#search').fill('');
  await widget.chooseBank();
  expect(await callsOf(widget)).toEqual(
    [
      { name: 'opened' },
      { name: 'institution-missing', institutionName: 'Banco del Sur' },
      { name: 'institution-selected', institutionId: 'andes' },
      { name: 'consent-given', institutionId: 'andes' },
    ].map((detail) => ({ callback: 'event', detail })),
  );
});

test('the name is optional and has at most 100 characters, and closing says why', async ({ widget, page }) => {
  await widget.open({}, ['token-1']);
  await widget.frame.getByRole('button', missing).click();
  const field = widget.frame.getByLabel('Name of your bank (optional)');
  await field.focus();
  await page.keyboard.insertText('x'.repeat(120));
  await expect(field).toHaveValue('x'.repeat(100));
  await field.fill(' ');
  await widget.frame.getByRole('button', { name: /^Tell / }).click();
  await widget.frame.getByRole('heading', { name: 'Thank you' }).waitFor();
  await widget.closeWith('Close');
  expect(await callsOf(widget)).toMatchObject([
    { callback: 'event', detail: { name: 'opened' } },
    { callback: 'event', detail: { name: 'institution-missing' } },
    { callback: 'event', detail: { name: 'closed' } },
    { callback: 'exit', detail: [{ code: 'institution-not-listed' }] },
  ]);
});

test('nothing is sent if the user only looks, and closing says why', async ({ widget, page }) => {
  await widget.open({}, ['token-1']);
  await widget.frame.getByRole('button', missing).click();
  await widget.frame.getByLabel('Name of your bank (optional)').fill('canary');
  await widget.waitForClose(() => page.keyboard.press('Escape'));
  const calls = await callsOf(widget);
  expect(calls.at(-1)).toMatchObject({ callback: 'exit', detail: [{ code: 'institution-not-listed' }] });
  expect(JSON.stringify(calls)).not.toContain('canary');
});
