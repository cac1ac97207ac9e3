import { expect, test } from '../support/fixtures.ts';

for (const [locale, language, title] of [
  ['en', 'en', 'Connect your bank'],
  ['es-CL', 'es', 'Conecta tu banco'],
  ['pt-BR', 'pt', 'Conecte seu banco'],
  ['ar', 'en', 'Connect your bank'],
] as const) {
  test(`the dialog's name and the frame's title say that they are in ${language}, on a page in ${locale}`, async ({
    page,
    host,
    widget,
  }) => {
    await page.addInitScript(() => {
      const { attachShadow } = Element.prototype;
      Element.prototype.attachShadow = function (options) {
        return attachShadow.call(this, { ...options, mode: 'open' });
      };
    });
    await page.goto(host.url);
    await page.evaluate((lang) => {
      document.documentElement.lang = lang;
      document.documentElement.dir = 'rtl';
    }, locale);
    await widget.open();
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toHaveAttribute('lang', language);
    await expect(dialog).toHaveAttribute('dir', 'ltr');
    // It inherits the language.
    await expect(dialog.getByTitle(title)).toHaveJSProperty('localName', 'iframe');
  });
}
