import { readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTranslations, withTexts } from '../../dev/inline-texts.ts';

const frame = join(import.meta.dirname, '../../../src/widget/frame');
const translations = ['es', 'pt'].map((language) =>
  readTranslations(readFileSync(join(frame, `i18n/locales/${language}.xlf`), 'utf8')),
);

// The texts of all languages in place of each `msg()`, as in the build.
registerHooks({
  load(url, context, nextLoad) {
    if (!/\/src\/widget\/frame\/steps\/.*\.ts$/.test(url)) return nextLoad(url, context);
    const code = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
    return { format: 'module', source: withTexts(code, translations), shortCircuit: true };
  },
});
// `setLanguage` tells the page its language.
Object.assign(globalThis, { document: { documentElement: {} } });

const { setLanguage, inLanguage } = await import('../../../src/widget/frame/i18n/localization.ts');
const { failureText, addFailureTexts } = await import('../../../src/widget/frame/steps/result/failure-text.ts');
const { attemptFailureText } = await import('../../../src/widget/frame/steps/result/attempt-failure-text.ts');
addFailureTexts(attemptFailureText);

type Failure = Parameters<typeof failureText>[0];
type Context = Partial<Parameters<typeof failureText>[1]>;

/** A screen of the widget in a language: its heading, then its text. The names stand for those of a bank and of the application. */
export type Screen = (language: string) => string;

const plain = (text: string): string => text.replaceAll(/[\u2066-\u2069]/g, '');

/** The screen of a failure. */
export const failureScreen =
  (failure: Failure, context: Context = {}): Screen =>
  (language) => {
    setLanguage(language);
    const names = { bank: '{bank}', app: '{app}' };
    const { title, text } = failureText(failure, { ...names, reached: 'form', asked: null, remedies: [], ...context });
    return plain(`**${title}** ${text}`);
  };

/** A screen that is made of these texts, in English as `msg()` has them: `{app}` stands for what is inserted. */
export const screenOf =
  (title: string, ...texts: string[]): Screen =>
  (language) => {
    setLanguage(language);
    const [first, ...rest] = [title, ...texts].map((english) => {
      const key = english.split('{app}').join('\0');
      return inLanguage(english, ...translations.map((each) => translated(each.get(key), english)));
    });
    return plain([`**${first}**`, ...rest].join(' '));
  };

function translated(text: readonly (string | number)[] | undefined, english: string): string {
  if (!text) throw new Error(`Expected a text of the widget; got "${english}".`);
  return text.map((part) => (typeof part === 'number' ? '{app}' : part)).join('');
}
