import { configureLocalization } from '@lit/localize';
import type { LocalText } from '../../shared/widget-api.ts';

/** The languages the frame speaks. English is in the code; the others are in `locales`. */
const locales = {
  es: () => import('./locales/es.ts'),
  pt: () => import('./locales/pt.ts'),
};

const isTranslated = (language: string): language is keyof typeof locales => Object.hasOwn(locales, language);

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: Object.keys(locales),
  loadLocale: (language) => (isTranslated(language) ? locales[language]() : Promise.reject(new Error(language))),
});

/** Loads the texts of every language, before it is known which one will be spoken. */
export function warmLocales(): void {
  for (const load of Object.values(locales)) load().catch(() => undefined);
}

/** Speaks the language of a BCP 47 tag from now on; English where there is none, or where its texts don't load. */
export async function speak(tag: string): Promise<void> {
  const [language = ''] = tag.toLowerCase().split('-');
  await setLocale(isTranslated(language) ? language : 'en').catch(() => undefined);
  document.documentElement.lang = getLocale();
}

/** The text of the language spoken now. */
export function localText(text: LocalText): string {
  const language = getLocale();
  return isTranslated(language) ? text[language] : text.en;
}

/** A number as the language spoken now writes it. */
export function formatNumber(value: number): string {
  return value.toLocaleString(getLocale());
}

// Right-to-left letters and the characters that turn a line around.
const turnsText = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/;

/** A name from outside, to be put into a sentence: what could turn the sentence around is isolated (Unicode's FSI, PDI). */
export function isolate(name: string): string {
  return turnsText.test(name) ? `\u2068${name}\u2069` : name;
}
