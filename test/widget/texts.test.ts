import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { languages } from '../../src/widget/frame/i18n/localization.ts';
import { readTranslations, withTexts } from '../dev/inline-texts.ts';

const root = join(import.meta.dirname, '../..');
const locales = join(root, 'src/widget/frame/i18n/locales');

const config = JSON.parse(readFileSync(join(root, 'test/config/lit-localize.json'), 'utf8')) as {
  sourceLocale: string;
  targetLocales: string[];
};

/** The translations as `npm run localize` would leave them, in a folder of their own. */
function localized(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-texts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(locales, folder, { recursive: true });
  const tsConfig = join(root, 'test/config/tsconfig.localize.json');
  const file = join(folder, 'lit-localize.json');
  writeFileSync(file, JSON.stringify({ ...config, tsConfig, interchange: { format: 'xliff', xliffDir: folder } }));
  execFileSync(join(root, 'node_modules/.bin/lit-localize'), ['extract', '--config', file], { cwd: folder });
  return folder;
}

const units = (xliff: string): { source: string; target: string | undefined }[] =>
  Array.from(
    xliff.matchAll(/<source>([\s\S]*?)<\/source>(?:\s*<target>([\s\S]*?)<\/target>)?/g),
    ([, source = '', target]) => ({
      source,
      target,
    }),
  );

/** What is put into a text, in the order of the alphabet: languages differ in theirs. */
const insertions = (text: string): string[] =>
  Array.from(text.matchAll(/equiv-text="([^"]*)"/g), ([, what = '']) => what).toSorted();

describe("the widget's texts", () => {
  it('are all there in every language', (t) => {
    const folder = localized(t);
    assert.deepEqual([config.sourceLocale, ...config.targetLocales], languages);
    for (const language of config.targetLocales) {
      const [kept = '', fresh] = [locales, folder].map((from) => readFileSync(join(from, `${language}.xlf`), 'utf8'));
      assert.equal(kept, fresh, 'run `npm run localize`');
      const all = units(kept);
      assert.ok(all.length > 80, `${all.length} texts`);
      assert.deepEqual(
        all.filter(({ target }) => !target?.trim()),
        [],
        `not translated to ${language}`,
      );
      for (const { source, target = '' } of all) assert.deepEqual(insertions(target), insertions(source), source);
    }
  });
});

describe('the build puts in place of a text', () => {
  const es = readTranslations(`
    <trans-unit id="s1"><source>Done</source>
      <target>Listo &amp; \`ya\`, \${}</target></trans-unit>
    <trans-unit id="s2"><source><x id="0" equiv-text="\${bank}"/> and <x id="1" equiv-text="\${app.name}"/>.</source>
      <target><x id="1" equiv-text="\${app.name}"/> con <x id="0" equiv-text="\${bank}"/></target></trans-unit>`);

  /** What the texts of a module are in each language. */
  const textsOf = (code: string): string[][] => {
    const [, ...calls] = withTexts(`import { msg, str } from '@lit/localize';\n${code}`, [es]).split('\n');
    // oxlint-disable-next-line typescript/no-implied-eval, no-new-func -- Runs what was built.
    const run = new Function('inLanguage', 'bank', 'app', `return [${calls.join()}]`) as (
      ...values: unknown[]
    ) => string[][];
    return run(Array.of, 'Alerce', { name: 'Quilla' });
  };

  it('the same text in every language, whatever its characters', () => {
    assert.deepEqual(textsOf("msg('Done')"), [['Done', 'Listo & `ya`, ${}']]);
  });

  it('what is inserted, where each language has it', () => {
    assert.deepEqual(textsOf('msg(str`${bank} and ${app.name}.`)'), [['Alerce and Quilla.', 'Quilla con Alerce']]);
  });

  it('nothing where it can not: the build fails', () => {
    assert.throws(() => textsOf("msg('Undone')"), /Expected a translation of "Undone"/);
    assert.throws(() => textsOf('msg(bank)'), /Expected a text or a `str` template; got msg\(bank\)/);
    assert.throws(() => textsOf("msg(str`${bank} and ${msg('Done')}.`)"), /Expected no text in another/);
    assert.throws(() => withTexts("import { msg as text } from '@lit/localize';", [es]), /Expected `msg` and `str`/);
  });
});
