import { expect, type Page } from '@playwright/test';
import { linkBank } from 'araucaria-connect/testing';
import { pageOf, test, type Site } from './guide-site.ts';

/** The forms that the host received. */
function receive({ app }: Site): FormData[] {
  const forms: FormData[] = [];
  app.post('/applications', async (context) => {
    forms.push(await context.req.formData());
    return context.html('<h1>Thank you</h1>');
  });
  return forms;
}

const read = (page: Page, what: string): Promise<unknown> =>
  page.evaluate(`document.querySelector('araucaria-connect-button').${what}`);

test('a user applies with the form of the guide, once a bank is connected', async ({ page, site, sandbox }) => {
  const forms = receive(site);
  site.app.get('/form', (context) => context.html(pageOf('forms/form.html', sandbox)));
  await page.goto(`${site.url}/form`);
  await page.getByLabel('Your name').fill('Ana');
  await page.getByRole('button', { name: 'Apply' }).click();
  expect(await read(page, 'validationMessage')).toBe('Connect your bank first.');
  expect(await read(page, 'matches(":focus")')).toBe(true);
  expect(forms).toEqual([]);

  const tokenRequest = page.waitForRequest('**/api/widget-token');
  await linkBank(page);
  expect((await tokenRequest).headers()['x-csrf-token']).toBe('written-by-your-backend');
  await page.getByRole('button', { name: 'Start again' }).click();
  expect(await read(page, 'phase')).toBe('idle');
  expect(await read(page, 'value')).toBe('');

  await page.getByLabel('Your name').fill('Ana');
  const connectionId = await linkBank(page);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('heading')).toHaveText('Thank you');
  expect([...forms[0]!]).toEqual([
    ['name', 'Ana'],
    ['connection', connectionId],
  ]);
});

test('a user edits the form of the guide: the new bank is sent at once', async ({ page, site, sandbox }) => {
  const forms = receive(site);
  site.app.get('/form', (context) => context.html(pageOf('forms/edit-form.html', sandbox)));
  await page.goto(`${site.url}/form`);
  await expect(page.getByRole('status')).toHaveText('Your bank is connected.');
  expect(await read(page, 'value')).toBe('conn_of_this_loan');
  const connectionId = await linkBank(page);
  await expect(page.getByRole('heading')).toHaveText('Thank you');
  expect([...forms[0]!]).toEqual([['connection', connectionId]]);
});
