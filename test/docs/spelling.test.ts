import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { documents, read, root } from './support/documents.ts';

const words = read('test/docs/words.txt').trimEnd().split('\n');

describe('the documents', () => {
  test('have no spelling mistake', () => {
    // A word that is right and unknown belongs into test/docs/words.txt.
    const cspell = fileURLToPath(import.meta.resolve('cspell/bin.mjs'));
    const args = ['--no-progress', '--no-summary', '--show-suggestions', ...documents];
    const { status, stdout, stderr } = spawnSync(process.execPath, [cspell, ...args], { cwd: root, encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
  });

  test('need each word of the list, which is sorted', () => {
    assert.deepEqual(words, [...new Set(words)].toSorted(new Intl.Collator('en').compare));
    const text = documents.map(read).join('\n').toLowerCase();
    assert.deepEqual(
      words.filter((word) => !text.includes(word.toLowerCase())),
      [],
    );
  });
});
