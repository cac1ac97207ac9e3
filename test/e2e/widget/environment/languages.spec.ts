import { expect, test } from '../support/fixtures.ts';

for (const [locale, lang, title] of [
  ['es-CL', 'es', 'Elige tu banco'],
  ['ES', 'es', 'Elige tu banco'],
  ['pt-BR', 'pt-BR', 'Escolha seu banco'],
  // Brazilian texts, and the frame says so.
  ['pt-PT', 'pt-BR', 'Escolha seu banco'],
  ['ar', 'en', 'Choose your bank'],
  ['he-IL', 'en', 'Choose your bank'],
  ['est', 'en', 'Choose your bank'],
  ['no language', 'en', 'Choose your bank'],
] as const) {
  test(`a page in "${locale}" gets texts in ${lang}, and the frame says so`, async ({ widget }) => {
    await widget.open({ locale });
    await expect(widget.frame.getByRole('heading', { level: 1 })).toHaveText(title);
    const { root, direction } = await widget.frame.evaluate(() => ({
      root: document.documentElement.lang,
      direction: getComputedStyle(document.body).direction,
    }));
    expect(root).toBe(lang);
    expect(direction).toBe('ltr');
  });
}
