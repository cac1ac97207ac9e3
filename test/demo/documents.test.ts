import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { documents, read, root } from '../docs/support/documents.ts';

/** A file, or its part between `#region name` and `#endregion` in comments. */
function codeOf(file: string, region: string | undefined): string {
  const source = read(file);
  if (region === undefined) return source;
  const [, code] = new RegExp(`^.*#region ${region}\\b.*\\n([\\s\\S]*?)^.*#endregion`, 'm').exec(source) ?? [];
  assert.ok(code, `${file} has no region ${region}`);
  const indent = /^ */.exec(code)?.[0] ?? '';
  return code.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
}

/** A code block, with the file that a comment above it names. */
const blockPattern = /(?:<!-- ([^\s#]+)(?:#(\S+))? -->\n)?^```(\w+)\n([\s\S]*?)^```$/gm;

/** Commands, what they print, a request or an answer, and a picture: no code of an application. */
const withoutFile = new Set(['sh', 'console', 'http', 'json', 'mermaid']);

// `UPDATE_DOCS=1` writes the blocks anew.
for (const document of documents) {
  // Has a test of its own: snippets.test.ts.
  if (document === 'README.md') continue;
  test(`the code in ${document} is that of the files it names, word for word`, () => {
    const text = read(document);
    // A block of a list.
    for (const [, language = ''] of text.matchAll(/^ +```(\w+)$/gm)) assert.ok(withoutFile.has(language), language);
    const updated = text.replaceAll(blockPattern, (block, file, region, language, code) => {
      if (!file && withoutFile.has(language)) return block;
      assert.ok(file, `a block without a file:\n${code}`);
      return `${block.slice(0, -code.length - 3)}${codeOf(file, region)}\`\`\``;
    });
    if (process.env['UPDATE_DOCS']) writeFileSync(join(root, document), updated);
    else assert.equal(text, updated);
  });
}

test('docs/tracing.md has each reason of a failure, and no other', () => {
  const [, union = ''] = /^export type FailureReason =([^;]+);/m.exec(read('src/server/problem.ts')) ?? [];
  const reasons = [...union.matchAll(/'([\w-]+)'/g)].map(([, reason]) => reason);
  const rows = [...read('docs/tracing.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, reason]) => reason);
  assert.deepEqual(rows, reasons);
});
