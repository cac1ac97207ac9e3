import { expect, test } from '@playwright/test';

const html = `<script>addEventListener('araucaria-exit', ({ detail }) => { window.problem = detail.error; });</script>
  <script src="/bundle.js"></script>
  <araucaria-connect-button token-endpoint="http://shop.example/token" preload="none"></araucaria-connect-button>`;

test('an http endpoint on an https page ends the run with misconfigured and gets no request', async ({ page }) => {
  const requestedUrls: string[] = [];
  // No request reaches the network, so the page can have an https address without a certificate.
  await page.route('**', (route) => {
    requestedUrls.push(route.request().url());
    return route.fulfill({ status: 404 });
  });
  await page.route('https://shop.example/', (route) => route.fulfill({ body: html, contentType: 'text/html' }));
  await page.route('**/bundle.js', (route) => route.fulfill({ path: 'dist/araucaria-connect-button.js' }));
  await page.route('**/favicon.ico', (route) => route.fulfill({ status: 404 }));
  await page.goto('https://shop.example/');
  await page.getByRole('button').click();
  await expect.poll(() => page.evaluate('window.problem?.code')).toBe('misconfigured');
  expect(await page.evaluate('problem.message')).toContain('token-endpoint');
  expect(requestedUrls).toEqual([]);
});
