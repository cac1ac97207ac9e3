import { configureLocalization } from '@lit/localize';
import type { LocalText } from '../../../shared/widget-api.ts';
import { templates as es } from './locales/es.ts';
import { templates as pt } from './locales/pt.ts';

/**
 * The translations. English is in the code. All of them come with the page: a request for one would delay the first step.
 * Not as modules (`* as es`): the build defines one by a descriptor, and `Object.prototype.get` would count in it.
 */
const locales = { es: { templates: es }, pt: { templates: pt } };

const isTranslated = (language: string): language is keyof typeof locales => Object.hasOwn(locales, language);

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: Object.keys(locales),
  // English is never loaded.
  loadLocale: (language) => Promise.resolve(isTranslated(language) ? locales[language] : { templates: {} }),
});

/**
 * Sets the language to that of a BCP 47 tag, or to English if it has no translation. The page then says which language
 * its texts are in, so that a screen reader speaks with the right voice: the Portuguese ones are Brazilian for all.
 */
export async function setLanguage(tag: string): Promise<void> {
  const [language = ''] = tag.toLowerCase().split('-');
  await setLocale(isTranslated(language) ? language : 'en');
  document.documentElement.lang = isLanguage('pt') ? 'pt-BR' : getLocale();
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
