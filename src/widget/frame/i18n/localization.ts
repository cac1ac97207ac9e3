import { configureLocalization } from '@lit/localize';
import type { LocalText } from '../../../shared/widget-api.ts';
import es from './locales/es.ts?chunk';
import pt from './locales/pt.ts?chunk';
import { moduleLoader } from '../loading/load-module.ts';
import { within } from '../loading/with-timeout.ts';

/** Whose language takes longer begins in English, in ms: nothing is on screen before. */
const patience = 4_000;

/** The languages the frame speaks. English is in the code; the others are in `locales`. */
const locales = {
  es: moduleLoader<typeof import('./locales/es.ts')>(es),
  pt: moduleLoader<typeof import('./locales/pt.ts')>(pt),
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

let turns = 0;

/** Speaks the language of a BCP 47 tag from now on; English where there is none, or where its texts don't load in time. */
export async function speak(tag: string): Promise<void> {
  const [language = ''] = tag.toLowerCase().split('-');
  const turn = (turns += 1);
  await within(patience, setLocale(isTranslated(language) ? language : 'en')).catch(async () => {
    // Set, and not left as it is: texts that come after all would change the language half-way.
    if (turn === turns) await setLocale('en');
  });
  document.documentElement.lang = getLocale();
}

/** The text of the language spoken now. */
export function localText(text: LocalText): string {
  const language = getLocale();
  return isTranslated(language) ? text[language] : text.en;
}

// Making one takes longer than all the rest of showing a list.
const numberFormats = new Map<string, Intl.NumberFormat>();

/** A number as the language spoken now writes it. */
export function formatNumber(value: number): string {
  const language = getLocale();
  const format = numberFormats.get(language) ?? new Intl.NumberFormat(language);
  numberFormats.set(language, format);
  return format.format(value);
}

/** Splits a text into words and names in turn: `isolate` marks the names. */
export const names = /\u2068([^\u2069]*)\u2069/;

/**
 * A name to be put into a sentence: of a bank, an application, a phone, a brand, or what the user typed. It is put
 * between Unicode's FSI and PDI, so that it turns nothing around it; `says` keeps it from being translated.
 */
export function isolate(name: string): string {
  return `\u2068${name.replaceAll(/[\u2066-\u2069]/g, '')}\u2069`;
}

/** The brand, in a sentence. */
export const araucaria = isolate('Araucaria');
