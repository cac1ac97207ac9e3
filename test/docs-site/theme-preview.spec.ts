import { expect, test } from './support/fixtures.ts';

test('the live preview shows the real button in a color, and its CSS', async ({ page, site }) => {
  await page.goto(`${site.url}/theming`);
  const preview = page.getByRole('region', { name: 'Live preview' });
  await preview.getByLabel('Color', { exact: true }).fill('#7b1fa2');
  await expect(preview.getByRole('button', { name: 'Connect your bank' })).toHaveCSS(
    'background-color',
    'rgb(123, 31, 162)',
  );
  await expect(preview).toContainText('--araucaria-connect-button-color: #7b1fa2;');
  await expect(preview.getByText('Contrast of the label: ')).toContainText(/\d\.\d : 1/);
});
