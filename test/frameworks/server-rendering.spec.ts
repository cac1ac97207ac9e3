import { expect, test } from './support/fixtures.ts';

test('the server writes the tag, without undefined, null or the source of a function', ({ html }) => {
  const tags = html.match(/<araucaria-connect-button[^>]*>/g) ?? [];
  expect(tags.length).toBe(2);
  for (const tag of tags) expect(tag).not.toMatch(/undefined|null|=>|function|fetchtoken/i);
});

test('nothing moves when the button is defined after the first paint', async ({ page, url }) => {
  // Playwright answers a request when this promise is settled.
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() === 'script') await page.waitForFunction(hasPainted);
    await route.continue();
  });
  await page.goto(url);
  await page.waitForFunction(() => customElements.get('araucaria-connect-button'));
  expect(await page.evaluate(layoutShift)).toBeLessThan(0.01);
});

const hasPainted = (): boolean => performance.getEntriesByName('first-contentful-paint').length > 0;

/** How far the page has moved, as browsers measure it. */
async function layoutShift(): Promise<number> {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
  return sum;
}
