import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const guide = join(root, 'docs/testing.md');

/** A file, or the part between `// #region name` and `// #endregion`. */
function read(file: string, region: string | undefined): string {
  const source = readFileSync(join(root, file), 'utf8');
  if (region === undefined) return source;
  const [, rest] = source.split(`// #region ${region}\n`);
  assert.ok(rest, `${file} has no region ${region}`);
  return rest.slice(0, rest.indexOf('// #endregion'));
}

// `UPDATE_GUIDE=1` writes the blocks anew.
test('each code block of the testing guide is a tested file, or a part of one, word for word', () => {
  const text = readFileSync(guide, 'utf8');
  let count = 0;
  const updated = text.replaceAll(
    /^<!-- ([^\s#]+)(?:#(\S+))? -->\n```(\w+)\n[\s\S]*?^```$/gm,
    (_, file: string, region: string | undefined, language: string) => {
      count++;
      return `<!-- ${file}${region ? `#${region}` : ''} -->\n\`\`\`${language}\n${read(file, region)}\`\`\``;
    },
  );
  assert.equal(text.match(/^```\w+$/gm)?.length, count, 'a block without a file');
  assert.ok(count > 3);
  if (process.env['UPDATE_GUIDE']) writeFileSync(guide, updated);
  else assert.equal(text, updated);
});
