import { expect, test } from '../support/fixtures.ts';

test('a user chooses a bank with the keyboard alone, in a combobox', async ({ widget, page }) => {
  await widget.open();
  await expect(widget.frame.getByRole('option')).toHaveCount(6);
  const search = widget.frame.getByRole('combobox', { name: 'Search for your bank' });
  await expect(search).toBeFocused();
  await page.keyboard.type('banco');
  await expect(widget.frame.getByRole('option')).toHaveCount(3);
  await expect(widget.frame.getByRole('status').filter({ hasText: 'found' })).toHaveText('3 banks found');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(widget.frame.getByRole('option', { selected: true })).toContainText('Banco Litoral');
  expect(await search.getAttribute('aria-activedescendant')).toBe('bank-1');
  await page.keyboard.press('Enter');
  await expect(widget.frame.getByRole('heading', { name: 'Connect Banco Litoral to Demo Budget?' })).toBeFocused();
});

test('the search keeps its text when the user comes back, and the next letter replaces it', async ({
  widget,
  page,
}) => {
  await widget.open();
  await widget.frame.getByRole('combobox').fill('caja');
  await widget.frame.getByRole('option', { name: 'Caja Pampa' }).click();
  await widget.frame.getByRole('button', { name: 'Back' }).click();
  await expect(widget.frame.getByRole('combobox')).toHaveValue('caja');
  await expect(widget.frame.getByRole('option')).toHaveText([/Caja Pampa/]);
  await page.keyboard.type('cord');
  await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
});

test('a user can go back from the wrong bank while its form is loading', async ({ araucaria, widget }) => {
  const late = Promise.withResolvers<void>();
  araucaria.api.override = ({ path }) =>
    path === 'institutions/andes' ? late.promise.then(() => undefined) : undefined;
  await widget.open();
  await widget.frame.getByRole('option', { name: 'Banco de los Andes' }).click();
  await expect(widget.frame.getByRole('heading', { name: 'Opening Banco de los Andes…' })).toBeFocused();
  await widget.frame.getByRole('button', { name: 'Back' }).click();
  late.resolve();
  await widget.chooseBank('Caja Pampa');
});

test('a click that began on one bank never chooses another that replaced it meanwhile', async ({
  araucaria,
  widget,
  page,
}) => {
  const late = Promise.withResolvers<void>();
  araucaria.api.override = ({ query }) => (query.get('q') === 'cord' ? late.promise.then(() => undefined) : undefined);
  await widget.open();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('banco');
  const options = widget.frame.getByRole('option');
  await expect(options).toHaveCount(3);
  await widget.frame.getByRole('combobox').fill('cord');
  await options.first().hover();
  await page.mouse.down();
  late.resolve();
  await expect(options).toHaveText([/Cordillera Digital/]);
  await page.mouse.up();
  await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
  await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('Choose your bank');
  await options.click();
  await expect(widget.frame.getByRole('heading', { name: 'Connect Cordillera Digital to Demo Budget?' })).toBeFocused();
});

test('markup in a name is shown as text', async ({ araucaria, widget }) => {
  const name = `<img src=x onerror="alert(1)"> \u202eknaB ${'long '.repeat(2_000)}`;
  araucaria.api.institutions = [{ id: 'evil', name, country: '<b>', status: 'ok', logo: null }];
  araucaria.api.application.name = '<script>alert(1)</script>\u202eevil';
  await widget.open();
  await widget.frame.getByRole('option').click();
  await widget.frame.getByRole('button', { name: 'Agree and continue' }).click();
  await expect(widget.frame.getByText('<script>alert(1)</script>').first()).toBeVisible();
  expect(await widget.frame.locator('img, b, script:not([type=module])').count()).toBe(0);
  // `bdi` keeps a right-to-left override in the name from reversing the rest of the sentence.
  await expect(widget.frame.locator('.asks > bdi').first()).toHaveText('<script>alert(1)</script>\u202eevil');
  const width = await widget.frame.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(width).toBe(0);
  await expect(widget.frame.getByLabel('User name')).toBeVisible();
});
