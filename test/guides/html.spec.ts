import { expect } from '@playwright/test';
import { linkBank } from 'araucaria-connect/testing';
import { pageOf, test } from './guide-site.ts';

test('a user links a bank on the page of the guide for HTML, and reads so', async ({ page, site, sandbox }) => {
  site.app.get('/page', (context) => context.html(pageOf('html/page.html', sandbox)));
  await page.goto(`${site.url}/page`);
  await expect(page.getByRole('link')).toHaveCount(0);
  const connectionId = await linkBank(page);
  await expect(page.locator('#outcome')).toHaveText(`Connected: ${connectionId}`);
});

test('a user whose browser blocks the script finds the other way on that page', async ({ page, site, sandbox }) => {
  await page.route('https://unpkg.com/araucaria-connect', (route) => route.abort());
  site.app.get('/page', (context) => context.html(pageOf('html/page.html', sandbox)));
  await page.goto(`${site.url}/page`);
  await expect(page.getByRole('link', { name: 'Send a bank statement instead' })).toBeVisible();
});

test('a user whose token endpoint is missing reads why on that page', async ({ page, site, sandbox }) => {
  site.app.get('/page', (context) =>
    context.html(pageOf('html/page.html', sandbox).replace('/api/widget-token', 'http://[')),
  );
  await page.goto(`${site.url}/page`);
  await page.getByRole('button').click();
  await expect(page.locator('#outcome')).toHaveText('Not connected: misconfigured');
});
