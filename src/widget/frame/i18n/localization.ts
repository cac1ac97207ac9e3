import { configureLocalization } from '@lit/localize';
import type { LocalText } from '../../../shared/widget-api.ts';
import es from './locales/es.ts?chunk';
import pt from './locales/pt.ts?chunk';
import { moduleLoader } from '../loading/load-module.ts';
import { withTimeout } from '../loading/with-timeout.ts';

/** If the texts of a language take longer to load, the widget starts in English: nothing is on screen before. */
const loadTimeoutMs = 4_000;

/** The translations. English is in the code. */
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

/** Loads the texts of every language before the host's `open` message names one. */
export function preloadLocales(): void {
  for (const load of Object.values(locales)) load().catch(() => undefined);
}

let calls = 0;

/** Sets the language to that of a BCP 47 tag, or to English if it has no translation or the texts don't load in time. */
export async function setLanguage(tag: string): Promise<void> {
  const [language = ''] = tag.toLowerCase().split('-');
  const thisCall = (calls += 1);
  await withTimeout(loadTimeoutMs, setLocale(isTranslated(language) ? language : 'en')).catch(async () => {
    // Without this, texts that arrive later would change the language in the middle of the flow.
    if (thisCall === calls) await setLocale('en');
  });
  document.documentElement.lang = getLocale();
}

/** Whether the texts are in that language. */
export const isLanguage = (language: string): boolean => getLocale() === language;

/** The text in the current language. */
export function localText(text: LocalText): string {
  const language = getLocale();
  return isTranslated(language) ? text[language] : text.en;
}

// Cached: creating one takes longer than rendering a list.
const numberFormats = new Map<string, Intl.NumberFormat>();

/** A number in the format of the current language. */
export function formatNumber(value: number): string {
  const language = getLocale();
  const format = numberFormats.get(language) ?? new Intl.NumberFormat(language);
  numberFormats.set(language, format);
  return format.format(value);
}

/** Splits a text into words and names in turn. `isolate` marks the names. */
export const names = /\u2068([^\u2069]*)\u2069/;

/**
 * A name for use in a sentence: of a bank, an application, a phone or a brand, or text that the user typed. It is put
 * between the Unicode characters FSI and PDI, so that its direction does not change the text around it. `setText` keeps it
 * from being translated.
 */
export function isolate(name: string): string {
  return `\u2068${name.replaceAll(/[\u2066-\u2069]/g, '')}\u2069`;
}

/** The brand, in a sentence. */
export const araucaria = isolate('Araucaria');
