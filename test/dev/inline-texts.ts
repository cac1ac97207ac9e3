import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst, Visitor, type ESTree, type Plugin } from 'vite';
import { languages } from '../../src/widget/frame/i18n/localization.ts';

const folder = join(import.meta.dirname, '../../src/widget/frame/i18n');

/** A text as words and the numbers of its expressions in turn: `["", 0, " has locked your account"]`. */
type Text = readonly (string | number)[];

/** The translations to one language, by the words of the English text. */
export type Translations = ReadonlyMap<string, Text>;

const keyOf = (words: readonly string[]): string => words.join('\0');

const [, ...translated] = languages;
const fileOf = (language: string): string => join(folder, `locales/${language}.xlf`);

/**
 * Puts the texts of all languages in place of each `msg()`. So each step brings its own texts, in every language: none can be
 * missing from the file that its code is in, and none is requested later. A text that is not translated fails the build.
 */
export const inlineTexts: Plugin = {
  name: 'inline-texts',
  transform: {
    filter: { code: '@lit/localize' },
    handler(code) {
      const translations = translated.map((language) => {
        this.addWatchFile(fileOf(language));
        return readTranslations(readFileSync(fileOf(language), 'utf8'));
      });
      return { code: withTexts(code, translations), map: null };
    },
  },
};

/** The translations of an XLIFF file, as `npm run localize` writes it. */
export function readTranslations(xliff: string): Translations {
  const units = xliff.matchAll(/<source>((?:(?!<source>).)*)<\/source>\s*<target>(.*?)<\/target>/gs);
  return new Map(
    Array.from(units, ([, source = '', target = '']) => {
      const words = textOf(source).filter((part) => typeof part === 'string');
      return [keyOf(words), textOf(target)];
    }),
  );
}

/** The text of an XLIFF element. */
function textOf(xml: string): Text {
  return xml
    .split(/<x id="(\d+)"[^>]*>/)
    .map((part, index) =>
      index % 2 ? Number(part) : part.replaceAll(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity),
    );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A module with `inLanguage(english, …)` in place of each `msg(english)`: the texts are in the order of `languages`. */
export function withTexts(code: string, translations: readonly Translations[]): string {
  const replacements: { start: number; end: number; text: string }[] = [];
  new Visitor({
    ImportDeclaration({ source, specifiers, start, end }) {
      if (source.value !== '@lit/localize') return;
      const names = specifiers.map(({ local }) => local.name);
      if (!names.every((name) => name === 'msg' || name === 'str')) {
        throw new Error(`Expected \`msg\` and \`str\` by these names; got ${code.slice(start, end)}`);
      }
      const text = `import { inLanguage } from ${JSON.stringify(join(folder, 'localization.ts'))};`;
      replacements.push({ start, end, text });
    },
    CallExpression(call) {
      const { callee, start, end } = call;
      if (callee.type !== 'Identifier' || callee.name !== 'msg') return;
      replacements.push({ start, end, text: callFor(call, code, translations) });
    },
  }).visit(parseAst(code));
  // From the end, so that the positions before it stay right.
  return replacements.reduceRight((rest, { start, end, text }) => rest.slice(0, start) + text + rest.slice(end), code);
}

function callFor(call: ESTree.CallExpression, code: string, translations: readonly Translations[]): string {
  const { words, expressions } = englishOf(call, code);
  const texts = translations.map((each) => {
    const text = each.get(keyOf(words));
    if (!text) throw new Error(`Expected a translation of "${words.join('…')}": run \`npm run localize\`.`);
    return text;
  });
  const own = words.flatMap((part, index) => (index === 0 ? [part] : [index - 1, part]));
  return `inLanguage(${[own, ...texts].map((text) => templateOf(text, expressions)).join()})`;
}

/** The words of a text in the code, and the source of its expressions. */
function englishOf({ arguments: [text], start, end }: ESTree.CallExpression, code: string): English {
  if (text?.type === 'Literal' && typeof text.value === 'string') return { words: [text.value], expressions: [] };
  if (text?.type !== 'TaggedTemplateExpression') {
    throw new Error(`Expected a text or a \`str\` template; got ${code.slice(start, end)}.`);
  }
  const expressions = text.quasi.expressions.map((each) => code.slice(each.start, each.end));
  if (expressions.some((each) => /\bmsg\(/.test(each))) {
    throw new Error(`Expected no text in another; got ${code.slice(start, end)}.`);
  }
  return { words: text.quasi.quasis.map(({ value }) => value.cooked ?? ''), expressions };
}

type English = { words: readonly string[]; expressions: readonly string[] };

function templateOf(text: Text, expressions: readonly string[]): string {
  const parts = text.map((part) =>
    typeof part === 'number' ? `\${${expressions[part]}}` : part.replaceAll(/[\\`]|\$(?=\{)/g, String.raw`\$&`),
  );
  return `\`${parts.join('')}\``;
}
