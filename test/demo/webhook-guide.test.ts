import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createWebhookHandler } from 'araucaria-connect/server';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const guide = read('docs/webhooks.md');

describe('the guide to webhooks', () => {
  test('has the snippet and each recipe, word for word, and no other code', () => {
    const blocks = [...guide.matchAll(/<!-- (\S+) -->\n```\w+\n([\s\S]*?)```/g)];
    const files = ['demo/snippets/webhooks.ts', ...globSync('demo/recipes/webhooks/*', { cwd: root })];
    assert.deepEqual(blocks.map(([, file = '']) => file).toSorted(), files.toSorted());
    for (const [, file = '', code] of blocks) assert.equal(code, read(file));
    // Beside them, a request and two commands.
    assert.equal(guide.match(/^```\w/gm)?.length, files.length + 3);
  });

  test('names a secret of the sandbox that the handler takes', () => {
    assert.match(guide, /ARAUCARIA_WEBHOOK_SECRET=\$\(npx -p araucaria-connect araucaria-sandbox --print-secret\)/);
    const env = { ...process.env, ARAUCARIA_DB: join(mkdtempSync(join(tmpdir(), 'webhook-guide-')), 'sandbox.sqlite') };
    const args = [join(root, 'dist/sandbox/main.js'), '--print-secret'];
    const secret = execFileSync(process.execPath, args, { encoding: 'utf8', env }).trim();
    assert.match(secret, /^whsec_/);
    assert.doesNotThrow(() => createWebhookHandler({ secret, onEvent() {} }));
  });
});
