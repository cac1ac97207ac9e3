// Cached: creating one takes longer than rendering a list.
const namesByLanguage = new Map<string, Intl.DisplayNames>();

/** A country's name in the language of the page; its code if it has none. */
export function countryName(code: string): string {
  const { lang } = document.documentElement;
  const names = namesByLanguage.get(lang) ?? new Intl.DisplayNames([lang], { type: 'region' });
  namesByLanguage.set(lang, names);
  try {
    return names.of(code) ?? code;
  } catch {
    // The API sent something that is no code.
    return code;
  }
}
