import { waitForPaint } from '../../../../src/testing/wait-for-paint.ts';
import { problem } from '../support/fake-api.ts';
import { expect, test } from '../support/fixtures.ts';

test('a late response never replaces a newer one', async ({ araucaria, widget }) => {
  const late = Promise.withResolvers<void>();
  araucaria.api.override = ({ path, query }) =>
    path === 'institutions' && query.get('q') === 'caja'
      ? late.promise.then(() => ({ status: 200, body: { institutions: [], total: 0, countries: [] } }))
      : undefined;
  await widget.open();
  const search = widget.frame.getByRole('combobox');
  await search.fill('caja');
  await expect.poll(() => araucaria.api.to('institutions', 'GET').length).toBe(2);
  await search.fill('cord');
  await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
  late.resolve();
  await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
  await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
});

test('a selected bank stays selected when a newer response contains it', async ({ araucaria, widget, page }) => {
  const late = Promise.withResolvers<void>();
  araucaria.api.override = ({ query }) => (query.get('q') === 'banc' ? late.promise.then(() => undefined) : undefined);
  await widget.open();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('ban');
  await expect(widget.frame.getByRole('option')).toHaveCount(3);
  await page.keyboard.type('c');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(widget.frame.getByRole('option', { selected: true })).toContainText('Banco Litoral');
  late.resolve();
  await expect(widget.frame.locator('mark').first()).toHaveText('Banc');
  await page.keyboard.press('Enter');
  await expect(widget.frame.getByRole('heading', { name: 'Connect Banco Litoral to Demo Budget?' })).toBeFocused();
});

test('a response that arrives after the text was deleted changes nothing', async ({ araucaria, widget }) => {
  const late = Promise.withResolvers<void>();
  araucaria.api.override = ({ query }) => (query.get('q') === 'l' ? late.promise.then(() => undefined) : undefined);
  await widget.open();
  const options = widget.frame.getByRole('option');
  await expect(options).toHaveCount(6);
  await widget.frame.getByRole('combobox').press('l');
  await expect.poll(() => araucaria.api.to('institutions', 'GET').length).toBe(2);
  await widget.frame.getByRole('combobox').press('Backspace');
  late.resolve();
  await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
  await expect(options).toHaveCount(6);
  await expect(widget.frame.getByText('Popular banks', { exact: true })).toBeVisible();
});

test('correcting a letter while responses are slow shows no error', async ({ araucaria, widget, page }) => {
  await page.clock.install();
  let slow = Promise.withResolvers<undefined>();
  araucaria.api.override = ({ query }) => (query.get('q') ? slow.promise : undefined);
  await widget.open();
  const search = widget.frame.getByRole('combobox');
  await expect(search).toBeFocused();
  await page.keyboard.type('px');
  await page.keyboard.press('Backspace');
  slow.resolve(undefined);
  await expect(widget.frame.getByRole('option')).toHaveText([/Caja Pampa/, /Altiplano/]);
  slow = Promise.withResolvers();
  await page.keyboard.type('am');
  await search.fill('');
  // Longer than the time-out of a slow request.
  await page.clock.runFor(1_000);
  await expect(widget.frame.getByRole('alert')).toHaveCount(0);
  await expect(widget.frame.getByRole('option')).toHaveCount(6);
});

test('a session with a preselected bank does not interrupt a user who is searching', async ({ araucaria, widget }) => {
  const late = Promise.withResolvers<void>();
  araucaria.api.preselected = 'andes';
  araucaria.api.override = ({ path }) => (path === 'session' ? late.promise.then(() => undefined) : undefined);
  await widget.open({}, ['token-a']);
  await widget.frame.getByRole('combobox').fill('cord');
  late.resolve();
  await expect.poll(() => araucaria.api.to('session').length).toBe(1);
  // Waits until the frame has the response and has painted.
  await widget.frame.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/session')),
  );
  await waitForPaint(widget.frame);
  await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('Choose your bank');
  await widget.chooseBank('Cordillera Digital');
});

test('a space typed during a request stays in the field', async ({ araucaria, widget, page }) => {
  const late = Promise.withResolvers<void>();
  araucaria.api.override = ({ query }) => (query.get('q') === 'caja' ? late.promise.then(() => undefined) : undefined);
  await widget.open();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await page.keyboard.insertText('caja');
  await page.keyboard.type(' ');
  late.resolve();
  await expect(widget.frame.locator('mark')).toHaveText('Caja');
  await page.keyboard.type('p');
  await expect(widget.frame.getByRole('combobox')).toHaveValue('caja p');
});

test('Enter chooses nothing while the request for the typed text is pending', async ({ araucaria, widget, page }) => {
  const late = Promise.withResolvers<void>();
  araucaria.api.override = ({ query }) => (query.get('q') === 'banc' ? late.promise.then(() => undefined) : undefined);
  await widget.open();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('cord');
  await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
  await widget.frame.getByRole('combobox').fill('banc');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  late.resolve();
  await expect(widget.frame.getByRole('option')).toHaveCount(3);
  await expect(widget.frame.getByRole('option', { selected: true })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(widget.frame.getByRole('option', { selected: true })).toHaveText(/Banco de los Andes/);
});

test('Enter chooses no bank that an error has replaced on screen', async ({ araucaria, widget, page }) => {
  await widget.open();
  await expect(widget.frame.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('cord');
  await expect(widget.frame.getByRole('option')).toHaveText([/Cordillera Digital/]);
  await page.keyboard.press('ArrowDown');
  araucaria.api.override = ({ path }) => (path === 'institutions' ? problem(500, 'internal-error') : undefined);
  await page.keyboard.type('i');
  await expect(widget.frame.getByRole('alert')).toContainText('couldn’t load');
  await page.keyboard.press('Enter');
  await expect(widget.frame.getByRole('combobox')).toHaveAttribute('aria-expanded', 'false');
  await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText('Choose your bank');
});

test('the list says when no bank matches and when it did not load', async ({ araucaria, widget }) => {
  araucaria.api.override = ({ path }) => (path === 'institutions' ? problem(500, 'internal-error') : undefined);
  await widget.open();
  await expect(widget.frame.getByRole('alert')).toContainText('couldn’t load');
  araucaria.api.override = () => undefined;
  await widget.frame.getByRole('button', { name: 'Try again' }).click();
  await expect(widget.frame.getByRole('option')).toHaveCount(6);
  await widget.frame.getByRole('combobox').fill('zzz');
  await expect(widget.frame.getByText('No bank matches “zzz”.').first()).toBeVisible();
});

test('a press on a bank does not choose another one that comes to its place meanwhile', async ({
  araucaria,
  widget,
  page,
}) => {
  const late = Promise.withResolvers<void>();
  araucaria.api.override = ({ query }) => (query.get('q') === 'caja' ? late.promise.then(() => undefined) : undefined);
  await widget.open();
  const options = widget.frame.getByRole('option');
  await expect(options).toHaveCount(6);
  await widget.frame.getByRole('combobox').fill('caja');
  await options.first().hover();
  await page.mouse.down();
  late.resolve();
  await expect(options).toHaveText([/Caja Pampa/]);
  await page.mouse.up();
  await widget.frame.evaluate(() => new Promise(requestAnimationFrame));
  await expect(widget.frame.getByRole('heading', { name: 'Choose your bank' })).toBeVisible();
  // The next press is meant for the bank that is there.
  await options.first().click();
  await expect(widget.frame.getByRole('heading', { name: 'Connect Caja Pampa to Demo Budget?' })).toBeFocused();
});
