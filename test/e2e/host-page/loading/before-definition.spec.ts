import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { scriptRoute, serve, type Served } from '../../../support/serve.ts';

const bundle = readFileSync('dist/araucaria-connect-button.js', 'utf8');
const styles = readFileSync('dist/undefined.css', 'utf8');

let served: Served;
let sendScript: () => void;

test.afterEach(() => served.close());

/** Opens a page whose script is on its way until `sendScript` is called. */
async function open(page: Page, content: string, withStyles: boolean): Promise<void> {
  const sent = new Promise<void>((resolve) => (sendScript = resolve));
  served = await serve({
    '/': `<!doctype html><html lang="en"><link rel="icon" href="data:,">
      <style>${withStyles ? styles : ''} body { font: 16px/1.5 sans-serif; }</style>
      <p id="above">Before <araucaria-connect-button>${content}</araucaria-connect-button> after</p>
      <p>Below</p><script async src="/button.js"></script>`,
    '/button.js': (request, response) => void sent.then(() => scriptRoute(bundle)(request, response)),
  });
  await page.goto(served.origin, { waitUntil: 'commit' });
  await page.getByText('Below').waitFor();
}

/** The sum of the layout shifts from the first paint until the element is defined and painted. */
async function shift(page: Page): Promise<number> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  sendScript();
  await page.waitForFunction(`document.querySelector('araucaria-connect-button:defined')`);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return page.evaluate(() => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    const shifts = observer.takeRecords() as (PerformanceEntry & { value: number })[];
    return shifts.reduce((sum, { value }) => sum + value, 0);
  });
}

test('the page shifts when the element is defined, if it has no style sheet for that', async ({ page }) => {
  await open(page, '', false);
  expect(await shift(page)).toBeGreaterThan(0.005);
});

for (const [what, content] of [
  ['the built-in label', ''],
  ['a label of its own', 'Connect your bank'],
] as const) {
  test(`the style sheet for undefined elements keeps the room of a button with ${what}`, async ({ page }) => {
    await open(page, content, true);
    await expect(page.locator('araucaria-connect-button')).toBeHidden();
    expect(await shift(page)).toBeLessThanOrEqual(0.003);
    await expect(page.getByRole('button', { name: 'Connect your bank' })).toBeVisible();
  });
}

for (const withStyles of [true, false]) {
  test(`the fallback is shown until the element is defined, and never afterwards: ${withStyles ? 'with' : 'without'} the style sheet`, async ({
    page,
  }) => {
    await open(page, '<a slot="fallback" href="/manual">Send a statement</a>', withStyles);
    const fallback = page.getByRole('link', { name: 'Send a statement' });
    await expect(fallback).toBeVisible();
    sendScript();
    await expect(page.getByRole('button', { name: 'Connect your bank' })).toBeVisible();
    await expect(fallback).toBeHidden();
    await expect(fallback).toHaveCount(0);
  });
}
