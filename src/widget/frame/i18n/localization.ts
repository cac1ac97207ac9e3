import type { LocalText } from '../../../shared/widget-api.ts';

/**
 * The languages of the texts. English is in the code, the translations are in `locales/`. The build puts all of them in
 * place of each `msg()` (`test/dev/inline-texts.ts`): a step comes with its texts, and none is requested.
 */
export const languages = ['en', 'es', 'pt'] as const;

let current = 0;

const language = (): (typeof languages)[number] => languages[current] ?? 'en';

/**
 * Sets the language to that of a BCP 47 tag, or to English if it has no translation. The page then says which language
 * its texts are in, so that a screen reader speaks with the right voice: the Portuguese ones are Brazilian for all.
 */
export function setLanguage(tag: string): void {
  const [primary] = tag.toLowerCase().split('-');
  current = Math.max(
    languages.findIndex((each) => each === primary),
    0,
  );
  document.documentElement.lang = isLanguage('pt') ? 'pt-BR' : language();
}

/** Whether the texts are in that language. */
export const isLanguage = (name: (typeof languages)[number]): boolean => language() === name;

/** The one of these texts that is in the current language. They are in the order of `languages`. */
export const inLanguage = (...texts: string[]): string => texts[current] ?? '';

/** The text in the current language. */
export const localText = ({ en, es, pt }: LocalText): string => inLanguage(en, es, pt);

// Cached: creating one takes longer than rendering a list.
const numberFormats = new Map<string, Intl.NumberFormat>();

/** A number in the format of the current language. */
export function formatNumber(value: number): string {
  const format = numberFormats.get(language()) ?? new Intl.NumberFormat(language());
  numberFormats.set(language(), format);
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
