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

/** The cases at the start of test titles: `button 12: …`, `sandbox 8, 10: …`. */
const cited = new Set(
  Array.from(tests.values())
    .flatMap((text) =>
      Array.from(
        text.matchAll(/['"`]((?:button|sandbox|token handler) \d+(?:, (?:[a-z ]+ )?\d+)*):/g),
        ([, names = '']) => casesOf(names),
      ),
    )
    .flat(),
);

/** The cases in a list: `sandbox 8, 10` are two. */
function casesOf(names: string): string[] {
  let area = '';
  return names.split(', ').map((name) => {
    area = /^\D+(?= )/.exec(name)?.[0] ?? area;
    return `${area} ${/\d+/.exec(name)?.[0]}`;
  });
}

const rows = threatModel.slice(threatModel.indexOf('## Cases')).match(/^\| (?!---|case|\|).*/gm) ?? [];

/** The numbers of the cases, from rows such as `| button 12 | …`, and whether the row names a test by its title. */
const listed = new Map(
  rows.flatMap((row) => {
    const [, name] = /^\| ((?:button|sandbox|token handler) \d+) \|/.exec(row) ?? [];
    return name === undefined ? [] : [[name, row.includes('“')] as const];
  }),
);

describe('the threat model', () => {
  it('names tests that exist', () => {
    assert.ok(evidence.length > 20, `found ${evidence.length}`);
    for (const { file, titles } of evidence) {
      const text = tests.get(file);
      assert.ok(text !== undefined, `${file} is not a test`);
      for (const title of titles) assert.ok(text.includes(title), `${file} has no “${title}”`);
    }
  });

  it('lists the cases that test titles begin with', () => {
    assert.deepEqual(
      Array.from(cited).filter((name) => !listed.has(name)),
      [],
    );
  });

  it('names a test for each case', () => {
    assert.ok(rows.length > 60, `found ${rows.length}`);
    for (const row of rows) assert.match(row, /`test\/[^`]+`/);
    assert.deepEqual(
      Array.from(listed).flatMap(([name, hasTitle]) => (hasTitle || cited.has(name) ? [] : name)),
      [],
    );
  });
});
