import { expect, test } from './support/fixtures.ts';

test('the form of the diagnosis tells what is wrong with a token endpoint', async ({ page, site }) => {
  await page.route('**/api/missing', (route) => route.fulfill({ status: 404, body: 'Not found' }));
  await page.goto(`${site.url}/diagnose`);
  const form = page.getByRole('region', { name: 'Diagnosis' });
  await form.getByLabel('token-endpoint').fill('/api/missing');
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(form.getByRole('status')).toContainText(/To change, endpoint: .*404/);
  await expect(form.getByRole('button', { name: 'Check' })).toBeEnabled();
});

test('no other page loads the code of the diagnosis', async ({ page, site }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  await page.goto(`${site.url}/webhooks`, { waitUntil: 'networkidle' });
  expect(loaded.filter((url) => /debug|diagnosis|theme-?preview|araucaria-connect-button/i.test(url))).toEqual([]);
});
