import { exitWidget, linkBank } from 'araucaria-connect/testing';
import { axeFindings } from '../support/axe.ts';
import { element, expect, property, test } from './support/fixtures.ts';

test('a user links a bank in a form, and the app gets and gives the value as with any control', async ({ app }) => {
  for (const form of await app.forms.all()) {
    const input = form.getByLabel('Connection');
    const inForm = (): Promise<unknown> =>
      form.evaluate((node) => new FormData(node as HTMLFormElement).get('connection'));

    const connectionId = await linkBank(app.page, { opener: form.getByRole('button') });
    await expect(input).toHaveValue(connectionId);
    expect(await inForm()).toBe(connectionId);

    await input.fill('');
    await expect.poll(() => property(form, 'value')).toBe('');
    expect(await property(form, 'phase')).toBe('idle');

    await input.fill('conn_stored');
    await expect.poll(() => property(form, 'value')).toBe('conn_stored');
    expect(await property(form, 'phase')).toBe('connected');
    expect(await inForm()).toBe('conn_stored');
  }
});

test('the app hears of a success and of each step to it', async ({ app }) => {
  const { page, settings } = app;
  const connectionId = await linkBank(page, { opener: settings.getByRole('button') });
  await expect
    .poll(() => app.events())
    .toEqual([
      'open null',
      'event opened',
      'event institution-selected',
      'event consent-given',
      'event credentials-submitted',
      'event connected',
      `success ${connectionId}`,
      'event closed',
    ]);
});

test('the app hears that the user closed the widget, and that the token request failed', async ({ app }) => {
  const { page, settings } = app;
  await settings.getByRole('button').click();
  await exitWidget(page);
  await expect.poll(() => app.ends()).toEqual(['exit undefined']);

  await page.route('**/api/widget-token', (route) => route.fulfill({ json: {} }));
  await settings.getByRole('button').click();
  await expect.poll(() => app.ends()).toEqual(['exit undefined', 'exit token-response-invalid']);
  expect(await property(settings, 'phase')).toBe('failed');
  expect(app.complaints.splice(0)).toEqual([expect.stringContaining('token-response-invalid')]);
});

for (const others of ['undefined', 'null']) {
  test(`settings that are ${others} have their defaults`, async ({ app }) => {
    const { page, settings } = app;
    await settings.getByLabel('Other settings').selectOption('given');
    await settings.getByLabel('Other settings').selectOption(others);
    expect(await property(settings, 'institution')).toBe('');
    expect(await property(settings, 'credentials')).toBe('same-origin');
    expect(await property(settings, 'connectionId')).toBe('');
    await linkBank(page, { opener: settings.getByRole('button') });
  });
}

test('settings reach the element, the function that fetches the token too', async ({ app }) => {
  const { page, settings } = app;
  await settings.getByLabel('Other settings').selectOption('given');
  expect(await property(settings, 'institution')).toBe('banco-alerce');
  expect(await property(settings, 'credentials')).toBe('omit');
  expect(await property(settings, 'tokenEndpoint')).toBe('/api/widget-token');

  const request = page.waitForRequest('**/api/widget-token');
  await linkBank(page, { opener: settings.getByRole('button') });
  expect((await request).headers()['x-client']).toBe('own');

  await settings.getByLabel('Disabled').check();
  await expect(settings.getByRole('button')).toBeDisabled();
  await settings.getByLabel('Disabled').uncheck();
  await expect(settings.getByRole('button')).toBeEnabled();
});

test('a user repairs a connection whose password has changed', async ({ app, sandbox }) => {
  const { page, settings } = app;
  const connectionId = await linkBank(page, { opener: settings.getByRole('button') });
  expect(await property(settings, 'phase')).toBe('connected');
  await sandbox.failAuth(connectionId);

  await settings.getByLabel('Connection to repair').fill(connectionId);
  await expect(settings.getByRole('button')).toHaveAccessibleName('Reconnect your bank');
  await expect.poll(() => property(settings, 'phase')).toBe('idle');
  expect(await linkBank(page, { opener: settings.getByRole('button') })).toBe(connectionId);
  expect((await sandbox.connection(connectionId)).status).toBe('CONNECTED');
  await expect.poll(async () => (await app.ends()).at(-1)).toBe(`success ${connectionId}`);

  await settings.getByLabel('Connection to repair').fill('');
  await expect(settings.getByRole('button')).toHaveAccessibleName('Connect your bank');
});

test('a button that the app removes takes its widget with it, and works when it comes back', async ({ app }) => {
  const { page, settings } = app;
  await settings.getByRole('button').click();
  await expect.poll(() => property(settings, 'phase')).toBe('open');
  // The page behind a modal dialog can't be clicked.
  const shown = settings.getByLabel('Shown');
  await shown.dispatchEvent('click');
  await expect(element(settings)).toHaveCount(0);
  await expect.poll(() => page.frames().length).toBe(1);

  await shown.check();
  expect(await property(settings, 'phase')).toBe('idle');
  const connectionId = await linkBank(page, { opener: settings.getByRole('button') });
  await expect.poll(async () => (await app.ends()).at(-1)).toBe(`success ${connectionId}`);
});

test('the page has no barrier that axe finds', async ({ app }) => {
  await expect(app.settings.getByRole('button')).toBeVisible();
  expect(await axeFindings(app.page.mainFrame())).toEqual([]);
});
