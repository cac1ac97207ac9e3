import { expect, test } from '../support/fixtures.ts';

const names = [
  'Banco de los Andes',
  'Caja Pampa',
  'Banco Litoral',
  'Banco do Sertão',
  'Altiplano Cooperativa',
  'Cordillera Digital',
];
const inChile = ['Banco de los Andes', 'Cordillera Digital'];
const chileFirst = [...inChile, ...names.filter((name) => !inChile.includes(name))];

for (const { from, locale, timezoneId, lang, first } of [
  { from: 'the browser’s language', locale: 'es-CL', timezoneId: 'America/Lima', lang: 'pt-BR', first: chileFirst },
  // There are no banks of the United States.
  { from: 'the time zone', locale: 'en-US', timezoneId: 'America/Santiago', lang: 'pt-BR', first: chileFirst },
  { from: 'the language of the host page', locale: 'en-US', timezoneId: 'UTC', lang: 'es-CL', first: chileFirst },
  { from: 'nothing', locale: 'en-US', timezoneId: 'UTC', lang: 'not a tag', first: names },
]) {
  test.describe(`where ${from} names the country`, () => {
    test.use({ locale, timezoneId });

    test('its banks come first in the list, and the search asks for them', async ({ araucaria, widget }) => {
      await widget.open({ locale: lang });
      const banks = widget.frame.locator('.bank-name');
      await expect(banks).toHaveText(first);
      await widget.frame.getByRole('combobox').fill('banco');
      await expect(banks).toHaveCount(3);
      const asked = araucaria.api.to('institutions', 'GET').at(-1)?.query;
      expect(asked?.get('homeCountry')).toBe(first === names ? null : 'CL');
    });
  });
}

test.describe('the filter', () => {
  test.use({ locale: 'es-PE' });

  test('lists the banks of one country, and says where else to look', async ({ widget, page }) => {
    await widget.open({ locale: 'en' });
    const { frame } = widget;
    await frame.getByRole('button', { name: 'Filter by country' }).click();
    const filter = frame.getByLabel('Country');
    await expect(filter).toBeFocused();
    // The user's country comes first, the others by name.
    await expect(filter.locator('option')).toHaveText([
      'All countries',
      'Peru',
      'Argentina',
      'Bolivia',
      'Brazil',
      'Chile',
    ]);
    await filter.selectOption('Chile');
    await expect(frame.locator('.bank-name')).toHaveText(inChile);
    await expect(frame.getByText('Popular banks', { exact: true })).toHaveCount(0);
    const search = frame.getByRole('combobox', { name: 'Search for your bank' });
    await search.fill('pampa');
    await expect(frame.getByText('No bank in this country matches “pampa”.').first()).toBeVisible();
    await frame.getByRole('button', { name: 'Search all countries' }).click();
    await expect(frame.locator('.bank-name')).toHaveText(['Caja Pampa']);
    await expect(search).toBeFocused();
    await expect(filter).toHaveValue('');
    await page.keyboard.press('Enter');
    await expect(frame.getByRole('heading', { name: 'Caja Pampa' })).toBeFocused();
  });

  test('stays while the user goes to a bank and back', async ({ widget }) => {
    await widget.open({ locale: 'en' });
    const { frame } = widget;
    await frame.getByRole('button', { name: 'Filter by country' }).click();
    await frame.getByLabel('Country').selectOption('Chile');
    await frame.locator('#banks').getByRole('option', { name: 'Cordillera Digital' }).click();
    await frame.getByRole('button', { name: /another bank|^Back$/ }).click();
    await expect(frame.getByLabel('Country')).toHaveValue('CL');
    await expect(frame.locator('.bank-name')).toHaveText(inChile);
  });
});

for (const [lang, country] of [
  ['en', 'Brazil'],
  ['es', 'Brasil'],
  ['pt', 'Brasil'],
] as const) {
  test(`a bank’s country is a word, and the search has a visible label (${lang})`, async ({ widget }) => {
    await widget.open({ locale: lang });
    await expect(widget.frame.getByRole('option', { name: 'Banco do Sertão' })).toContainText(country);
    const search = widget.frame.getByRole('combobox');
    const label = await widget.frame.locator('label[for="search"]:visible').innerText();
    expect(label).not.toBe('');
    await expect(search).toHaveAccessibleName(label);
  });
}

test('a bank’s initials stand until its logo has loaded', async ({ araucaria, widget, page }) => {
  const late = Promise.withResolvers<void>();
  await page.route('**/logos/andes.svg', async (route) => {
    await late.promise;
    await route.continue();
  });
  const [andes, ...others] = araucaria.api.institutions;
  araucaria.api.institutions = [
    { ...andes!, logo: 'logos/andes.svg' },
    ...others.map((bank) => ({ ...bank, logo: 'logos/none.svg' })),
  ];
  araucaria.files['logos/andes.svg'] = {
    body: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>',
  };
  await widget.open();
  const mark = widget.frame.getByRole('option', { name: 'Banco de los Andes' }).locator('.logo');
  await expect(mark.locator('.monogram')).toHaveText('BA');
  await expect(mark.locator('img')).toBeHidden();
  late.resolve();
  await expect(mark.locator('img')).toBeVisible();
  await expect(widget.frame.locator('.logo img:visible')).toHaveCount(1);
});
