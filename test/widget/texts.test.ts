import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';

const root = join(import.meta.dirname, '../..');
const locales = join(root, 'src/widget/frame/i18n/locales');

/** The translations as `npm run localize` would leave them, in a folder of their own. */
function localized(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-texts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(locales, folder, { recursive: true });
  const config = JSON.parse(readFileSync(join(root, 'test/config/lit-localize.json'), 'utf8')) as {
    tsConfig: string;
    output: { outputDir: string };
    interchange: { xliffDir: string };
  };
  config.tsConfig = join(root, 'test/config/tsconfig.localize.json');
  config.output.outputDir = folder;
  config.interchange.xliffDir = folder;
  const file = join(folder, 'lit-localize.json');
  writeFileSync(file, JSON.stringify(config));
  for (const command of ['extract', 'build']) {
    execFileSync(join(root, 'node_modules/.bin/lit-localize'), [command, '--config', file], { cwd: folder });
  }
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

/** The texts of a built file by their ids; whoever formats it may take the quotes off. */
const templates = (module: string): [id: string, text: string][] =>
  Array.from(module.matchAll(/^\s*'?(s[0-9a-f]{16})'?: (.*?),?$/gm), ([, id = '', text = '']) => [id, text]);

describe("the widget's texts", () => {
  it('are all there in every language, and the built ones are what the translations say', (t) => {
    const folder = localized(t);
    for (const language of ['es', 'pt']) {
      const all = units(readFileSync(join(folder, `${language}.xlf`), 'utf8'));
      assert.ok(all.length > 80, `${all.length} texts`);
      assert.deepEqual(
        all.filter(({ target }) => !target?.trim()),
        [],
        `not translated to ${language}`,
      );
      for (const { source, target = '' } of all) assert.deepEqual(insertions(target), insertions(source), source);
      const read = (file: string): string[] =>
        [join(locales, file), join(folder, file)].map((path) => readFileSync(path, 'utf8'));
      const [kept, fresh] = read(`${language}.xlf`);
      assert.equal(kept, fresh, 'run `npm run localize`');
      const [built = '', rebuilt = ''] = read(`${language}.ts`);
      assert.deepEqual(templates(built), templates(rebuilt), 'run `npm run localize`');
    }
  });
});
