import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** The guide's code blocks, by the file that a comment above each names. */
const blocks = new Map(
  [...read('docs/cms.md').matchAll(/<!-- (\S+) -->\n```\w+\n([\s\S]*?)```/g)].map(([, file = '', code = '']) => [
    file,
    code,
  ]),
);

describe('the guide for content management systems', () => {
  test('has each file of demo/cms, word for word, and no other code', () => {
    assert.deepEqual([...blocks.keys()].toSorted(), globSync('demo/cms/*', { cwd: root }).toSorted());
    for (const [file, code] of blocks) assert.equal(code, read(file));
    assert.equal(read('docs/cms.md').match(/^```\w/gm)?.length, blocks.size);
  });

  test('leaves no code as text on a page whose editor removes the tags of what is pasted', () => {
    const pasted = [...blocks].filter(([file]) => file.endsWith('.html'));
    assert.ok(pasted.length > 3);
    for (const [file, code] of pasted) {
      const text = code.replaceAll(/<[^>]*>/g, '').trim();
      assert.equal(text, file === 'demo/cms/author.html' ? 'Connect your bank' : '', file);
    }
  });
});

describe("the guide's token endpoint", () => {
  let sandbox: Sandbox;
  let endpoint: typeof import('../../demo/cms/ref.ts');

  before(async () => {
    sandbox = await startSandbox({ port: 0, database: ':memory:' });
    process.env['ARAUCARIA_API_KEY'] = 'arau_sandbox_key';
    process.env['ARAUCARIA_API_URL'] = sandbox.url;
    process.env['REF_SECRET'] = 'only for this test';
    endpoint = await import('../../demo/cms/ref.ts');
  });
  after(() => sandbox.close());

  const ask = (ref: string, body: object = {}, origin = 'https://www.example.com'): Promise<Response> =>
    endpoint.mintWidgetToken(
      new Request(`https://app.example.com/widget-token?ref=${encodeURIComponent(ref)}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'cross-site', Origin: origin },
        body: JSON.stringify(body),
      }),
    );

  test('gives the user of a signed ref a token, without a cookie', async () => {
    const answer = await ask(endpoint.refFor('ana'));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), 'https://www.example.com');
    const { connectionId } = (await answer.json()) as { connectionId: string };
    assert.equal((await ask(endpoint.refFor('ana'), { connectionId })).status, 409, 'hers, and not broken');
    assert.equal((await ask(endpoint.refFor('bea'), { connectionId })).status, 403, 'not hers');
  });

  test('refuses a ref that is missing, forged, changed or too old, and another site', async (context) => {
    const [user, expiresAt, signature] = endpoint.refFor('ana').split('.');
    const other = Buffer.from('bea').toString('base64url');
    const wrong = [
      '',
      '..',
      `${user}.${expiresAt}`,
      `${user}.${expiresAt}.`,
      `${user}.${expiresAt}.${signature!.slice(0, -4)}`,
      `${other}.${expiresAt}.${signature}`,
      `${user}.${Number(expiresAt) + 1}.${signature}`,
      `${user}.9e99.${signature}`,
    ];
    for (const ref of wrong) assert.equal((await ask(ref)).status, 403, ref);
    assert.equal((await ask(endpoint.refFor('ana'), {}, 'https://evil.example')).status, 403);
    const old = endpoint.refFor('ana');
    context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 16 * 60_000 });
    assert.equal((await ask(old)).status, 403);
  });
});
