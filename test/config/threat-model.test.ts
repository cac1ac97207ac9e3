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

/** The cases that test titles begin with: `button 12: …`, `sandbox 8, 10: …`. */
const cited = new Set(
  Array.from(tests.values())
    .flatMap((text) =>
      Array.from(
        text.matchAll(/['"`]((?:button|frame|sandbox|token handler) \d+(?:, (?:[a-z ]+ )?\d+)*):/g),
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

/** The rows in the tables of cases: `| button 12 | …`. */
const listed = new Set(
  Array.from(threatModel.matchAll(/^\| ((?:button|frame|sandbox|token handler) \d+) \|/gm), ([, name = '']) => name),
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

  it('lists no case without a test', () => {
    assert.deepEqual(
      Array.from(listed).filter((name) => !cited.has(name)),
      [],
    );
  });
});
