import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { scriptRoute, serve, type Served } from '../../../support/serve.ts';

const bundle = readFileSync('dist/araucaria-connect-button.js', 'utf8');
const element = '<araucaria-connect-button><a href="/by-mail">Send a statement</a></araucaria-connect-button>';

let served: Served;
let consoleLines: string[];
let errors: string[];

/** Opens a page with these scripts in this order, before and after the element. */
async function open(page: Page, ...scripts: string[]): Promise<void> {
  consoleLines = [];
  errors = [];
  page.on('console', (message) => consoleLines.push(`${message.type()} ${message.text()}`));
  page.on('pageerror', (error) => errors.push(error.message));
  const tags = scripts.map((_, index) => `<script src="/${index}.js"></script>`);
  served = await serve({
    '/': `<link rel="icon" href="data:,">${tags.slice(0, -1).join('')}${element}${tags.at(-1)}`,
    ...Object.fromEntries(scripts.map((source, index) => [`/${index}.js`, scriptRoute(source)])),
  });
  await page.goto(served.origin);
}

test.afterEach(() => served.close());

const isDefined = (page: Page): Promise<unknown> =>
  page.evaluate(`!!window.customElements?.get('araucaria-connect-button')`);

for (const missing of [
  'HTMLElement.prototype.attachInternals',
  'ElementInternals.prototype.setFormValue',
  'ElementInternals.prototype.setValidity',
  'window.ElementInternals',
  'Document.prototype.adoptedStyleSheets',
  'window.customElements',
]) {
  test(`the page's own content stays and one console line says why when ${missing} is missing`, async ({ page }) => {
    await open(page, `delete ${missing};`, bundle, bundle);
    expect(await isDefined(page)).toBe(false);
    await expect(page.getByRole('link', { name: 'Send a statement' })).toBeVisible();
    expect(consoleLines).toHaveLength(1);
    expect(consoleLines[0]).toMatch(
      /^warning .*form-associated custom elements.*Chrome 111, Firefox 115, Safari 16\.4/,
    );
    expect(errors).toEqual([]);
  });
}

test('the button works without the CSS object, as in older jsdom', async ({ page }) => {
  await open(page, 'delete window.CSS;', bundle);
  await expect(page.getByRole('button')).toBeVisible();
  expect(errors).toEqual([]);
});

test('a tag that another script has defined is left alone, and one console line says so', async ({ page }) => {
  const other = `customElements.define('araucaria-connect-button', class extends HTMLElement {
    connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<b>theirs</b>'; }
  });`;
  await open(page, other, bundle, bundle);
  await expect(page.getByText('theirs')).toBeVisible();
  expect(consoleLines).toHaveLength(1);
  expect(consoleLines[0]).toContain('is taken by another script');
  expect(errors).toEqual([]);
});

test('a second copy of the script writes nothing to the console', async ({ page }) => {
  await open(page, bundle, bundle);
  expect(await isDefined(page)).toBe(true);
  expect(consoleLines).toEqual([]);
  expect(errors).toEqual([]);
});
