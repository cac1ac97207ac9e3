import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

const foldersOf = (path: string): string[] =>
  readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

/** The folders in the first column of the table whose heading is `folder of …`. */
function tableOf(path: string): string[] {
  const [, table = ''] = text.split(`| folder of \`${path}\` |`);
  const [rows = ''] = table.split('\n\n');
  return rows
    .split('\n')
    .slice(2)
    .flatMap((row) => Array.from((row.split('|')[1] ?? '').matchAll(/`([\w-]+)\/`/g), ([, name = '']) => name));
}

describe('the architecture', () => {
  for (const path of ['src/sandbox', 'src/widget/frame']) {
    test(`lists every folder of ${path}, and no other`, () => {
      assert.deepEqual(tableOf(path).toSorted(), foldersOf(path).toSorted());
    });
  }

  test('lists every room', () => {
    const rooms = foldersOf('src').flatMap((room) =>
      room === 'widget' ? foldersOf('src/widget').map((side) => `widget/${side}`) : room,
    );
    assert.deepEqual(
      Array.from(text.matchAll(/^\| `src\/([\w/]+)` \|/gm), ([, room = '']) => room).toSorted(),
      rooms.toSorted(),
    );
  });

  test('lists every folder of tests', () => {
    const rows = text.split('\n').map((line) => line.split('|')[1] ?? '');
    const listed = rows.flatMap((cell) => Array.from(cell.matchAll(/`test\/([\w-]+)`/g), ([, name = '']) => name));
    const folders = globSync('test/*/**/*.{test,spec}.ts', { cwd: root }).map((file) => file.split('/')[1] ?? '');
    assert.deepEqual(listed.toSorted(), [...new Set(folders)].toSorted());
  });
});
