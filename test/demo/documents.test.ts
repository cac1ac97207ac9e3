import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Documents whose code is all in files that other tests run. A comment above each block names the file. */
const documents = [
  'docs/backend.md',
  'docs/quick-start.md',
  'docs/re-credentialing.md',
  'docs/serverless.md',
  'docs/tracing.md',
  ...globSync('docs/migrating/*.md', { cwd: root }),
];

describe('the code in', () => {
  for (const document of documents) {
    test(`${document} is that of the files it names, word for word`, () => {
      const blocks = [...read(document).matchAll(/(?:<!-- (\S+) -->\n)?^```(\w+)\n([\s\S]*?)^```$/gm)];
      assert.ok(blocks.length > 0);
      for (const [, file, language, code] of blocks) {
        // Commands: those of the quick start are run by `npm run test:quick-start`.
        if (language === 'sh' && !file) continue;
        assert.ok(file, `a block without a file:\n${code}`);
        assert.equal(code, read(file), file);
      }
    });
  }
});

test('docs/tracing.md has each reason of a failure, and no other', () => {
  const [, union = ''] = /^export type FailureReason =([^;]+);/m.exec(read('src/server/problem.ts')) ?? [];
  const reasons = [...union.matchAll(/'([\w-]+)'/g)].map(([, reason]) => reason);
  const rows = [...read('docs/tracing.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, reason]) => reason);
  assert.deepEqual(rows, reasons);
});
