import { configureLocalization } from '@lit/localize';
import type { LocalText } from '../../shared/widget-api.ts';
import es from './locales/es.ts?chunk';
import pt from './locales/pt.ts?chunk';
import { moduleLoader } from './load-module.ts';
import { within } from './within.ts';

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

// Right-to-left letters and the characters that turn a line around.
const turnsText = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]/;

/** A name from outside, to be put into a sentence: what could turn the sentence around is isolated (Unicode's FSI, PDI). */
export function isolate(name: string): string {
  return turnsText.test(name) ? `\u2068${name}\u2069` : name;
}
