import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '../..');
const threatModel = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
const tests = new Map(
  globSync('test/**/*.{test,spec,suite}.ts', { cwd: root }).map((file) => [
    file,
    readFileSync(join(root, file), 'utf8'),
  ]),
);

/** References in the document: `test/some.test.ts`: “one title”, “another” */
const evidence = Array.from(
  threatModel.matchAll(/`(test\/[^`]+)`(?::((?:,?\s+“[^”]+”)+))?/g),
  ([, file = '', titles = '']) => ({
    file,
    titles: Array.from(titles.matchAll(/“([^”]+)”/g), ([, title = '']) => title.replaceAll(/\s+/g, ' ')),
  }),
);

/** The rows of the tables below “Cases”: `| A success, … | `test/…` |`. */
const cases = threatModel.slice(threatModel.indexOf('## Cases')).match(/^\| (?!---|case ).*/gm) ?? [];

describe('the threat model', () => {
  it('names tests that exist', () => {
    assert.ok(evidence.length > 20, `found ${evidence.length}`);
    for (const { file, titles } of evidence) {
      const text = tests.get(file);
      assert.ok(text !== undefined, `${file} is not a test`);
      for (const title of titles) assert.ok(text.includes(title), `${file} has no “${title}”`);
    }
  });

  it('names a test for each case', () => {
    assert.ok(cases.length > 60, `found ${cases.length}`);
    for (const row of cases) assert.match(row, /\| `test\/[^|]+\|$/);
  });
});
