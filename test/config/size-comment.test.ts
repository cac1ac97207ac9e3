import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sizeComment } from '../../.github/scripts/size-comment.ts';

const rowsOf = (comment: string): string[] => comment.split('\n').filter((line) => /^\| (?!bundle|---)/.test(line));

test('each bundle has its size before and after, the change and its limit', () => {
  const base = [
    { name: 'larger', size: 10_000, sizeLimit: 12_000 },
    { name: 'smaller', size: 4_000, sizeLimit: 4_500 },
    { name: 'same', size: 26_488 },
  ];
  const head = [
    { name: 'larger', size: 12_001, sizeLimit: 12_000 },
    { name: 'smaller', size: 3_900, sizeLimit: 4_500 },
    { name: 'same', size: 26_488 },
  ];
  assert.deepEqual(rowsOf(sizeComment(base, head)), [
    '| larger | 10,000 | 12,001 | **+2,001** (+20.0 %) | 12,000 ❌ exceeded |',
    '| smaller | 4,000 | 3,900 | −100 (−2.5 %) | 4,500 |',
    '| same | 26,488 | 26,488 | 0 | – |',
  ]);
});

test('a new and a removed bundle are listed', () => {
  assert.deepEqual(rowsOf(sizeComment([{ name: 'old', size: 5 }], [{ name: 'new', size: 7 }])), [
    '| new | – | 7 | new | – |',
    '| old | 5 | – | removed | – |',
  ]);
});

test('the command reads the two files that size-limit wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-sizes-'));
  after(() => rmSync(folder, { recursive: true }));
  const files = [1, 2].map((size) => {
    const file = join(folder, `${size}.json`);
    writeFileSync(file, JSON.stringify([{ name: 'frame', passed: true, size }]));
    return file;
  });
  const script = join(import.meta.dirname, '../../.github/scripts/size-comment.ts');
  const comment = execFileSync(process.execPath, [script, ...files], { encoding: 'utf8' });
  assert.match(comment, /^### Bundle sizes\n/);
  assert.deepEqual(rowsOf(comment), ['| frame | 1 | 2 | **+1** (+100.0 %) | – |']);
});
