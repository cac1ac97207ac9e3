import { en } from './locales/en.ts';
import { es } from './locales/es.ts';
import { pt } from './locales/pt.ts';

/** The key of a text. */
export type TextKey = keyof typeof en;
/** The texts of one language. */
export type Texts = Record<TextKey, string>;
/** A key of two texts, `….one` and `….other`. */
export type CountedKey = TextKey extends infer Key ? (Key extends `${infer Stem}.one` ? Stem : never) : never;

/** The languages the frame speaks. */
export type Language = 'en' | 'es' | 'pt';

const languages: Record<Language, Texts> = { en, es, pt };

let language: Language = 'en';

// Right-to-left letters and the characters that turn a line around.
const turnsText = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/;

/** Speaks the language of a BCP 47 tag from now on, English where there is none. */
export function setLocale(locale: string): Language {
  const [primary = 'en'] = locale.toLowerCase().split('-');
  language = Object.hasOwn(languages, primary) ? (primary as Language) : 'en';
  return language;
}

/** The language spoken now. */
export function currentLanguage(): Language {
  return language;
}

/**
 * A text in the current language. The values come from outside (a bank's name): one that could turn the sentence
 * around is wrapped in Unicode's first strong isolate.
 */
export function text(key: TextKey, values: Record<string, string | number> = {}): string {
  return languages[language][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(values[name] ?? '');
    return turnsText.test(value) ? `\u2068${value}\u2069` : value;
  });
}

/** A text for a number of things, in its singular or plural. */
export function countText(key: CountedKey, count: number, values: Record<string, string | number> = {}): string {
  return text(count === 1 ? `${key}.one` : `${key}.other`, { ...values, count: count.toLocaleString(language) });
}
