import { expect, test } from '../../support/demo.ts';

test('a developer gives the button of the theming guide a look, and copies its style sheet', async ({ page, demo }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${demo.hostUrl}/docs/theming`);
  const preview = page.getByRole('region', { name: 'Live preview' });
  const button = preview.getByRole('button', { name: 'Connect your bank' });
  await expect(preview.getByText('The built-in look')).toBeVisible();
  // Dark green, white text.
  await expect(preview.getByText('Contrast of the label')).toHaveText('Contrast of the label: 9.1 : 1');

  await preview.getByLabel('Color', { exact: true }).fill('#ffd400');
  await preview.getByLabel('Corner radius').fill('1.5');
  await preview.getByLabel('Color scheme').selectOption('dark');
  await expect(button).toHaveCSS('background-color', 'rgb(255, 212, 0)');
  // Black on yellow.
  await expect(preview.getByText('Contrast of the label')).toHaveText('Contrast of the label: 14.7 : 1');
  await preview.getByRole('button', { name: 'Copy' }).click();
  await expect(preview.getByRole('button', { name: 'Copied' })).toBeVisible();
  const styleSheet = await page.evaluate(() => navigator.clipboard.readText());
  expect(styleSheet).toBe(`araucaria-connect-button {
  color-scheme: dark;
  --araucaria-connect-button-color: #ffd400;
  --araucaria-connect-button-radius: 1.5em;
}`);

  // The button outside of the preview, with what was copied.
  await page.evaluate((css) => {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
    document.body.prepend(document.createElement('araucaria-connect-button'));
  }, styleSheet);
  const other = page.locator('body > araucaria-connect-button').getByRole('button');
  await expect(other).toHaveCSS('background-color', 'rgb(255, 212, 0)');
  await expect(other).toHaveCSS('border-radius', '24px');

  await preview.getByLabel('Connected').check();
  await expect(preview.getByText('Your bank is connected.')).toBeVisible();
  await preview.getByRole('button', { name: 'Built-in look' }).click();
  await expect(preview.getByText('The built-in look')).toBeVisible();
});

test('the button of the theming guide requests nothing and opens nothing', async ({ page, demo }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${demo.hostUrl}/docs/`)) elsewhere.push(request.url());
  });
  await page.goto(`${demo.hostUrl}/docs/theming`);
  const button = page.getByRole('region', { name: 'Live preview' }).getByRole('button', { name: 'Connect your bank' });
  await button.click();
  expect(await page.evaluate("document.querySelector('araucaria-connect-button').phase")).toBe('idle');
  expect(page.frames()).toHaveLength(1);
  expect(elsewhere).toEqual([]);
});
