import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { serve } from '@hono/node-server';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const folded = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=>)/g, '')
    .trim();

/** The README, in its languages. */
const readmes = ['README.md', 'docs/es/index.md', 'docs/pt/index.md'];

/** Files that it has word for word. */
const snippets = ['demo/snippets/script-tag.html', 'demo/snippets/backend.ts', 'demo/snippets/webhooks.ts'];

for (const readme of readmes) {
  test(`the code in ${readme} is that of the files it names, word for word`, () => {
    const blocks = [...read(readme).matchAll(/<!-- (\S+) -->\n```\w+\n([\s\S]*?)```/g)];
    assert.deepEqual(
      blocks.map(([, file, code]) => [file, code]),
      snippets.map((file) => [file, read(file)]),
    );
  });
}

/** The pages of the documentation that a README leads to. */
const linksOf = (readme: string): string[] =>
  Array.from(read(readme).matchAll(/\]\(([^)]+)\)/g), ([, link = '']) => join(root, dirname(readme), link))
    .filter((link) => link.includes('/docs/') && !/\/(es|pt)\/index\.md$/.test(link))
    .toSorted();

test('the README leads to the same pages in each language', () => {
  const [first = '', ...others] = readmes;
  for (const other of others) assert.deepEqual(linksOf(other), linksOf(first), other);
});

test('the README shows the same pictures in each language', () => {
  for (const readme of readmes) {
    const [, lang] = /docs\/(\w+)\//.exec(readme) ?? [];
    const shown = Array.from(read(readme).matchAll(/^!\[.+\]\(\S*?(demo\/pictures\/\S+)\)$/gm), ([, path]) => path);
    const pictures = ['desktop', 'steps'].map((name) => `demo/pictures/${name}${lang ? `.${lang}` : ''}.png`);
    assert.deepEqual(shown, pictures);
  }
});

test("the README's page is that of the demo, except for the two URLs that need a network", () => {
  const local = read('demo/pages/script-tag.html')
    .replace('/araucaria-connect-button.js', 'https://unpkg.com/araucaria-connect')
    .replace(/\s+widget-src="[^"]+"/, '');
  assert.ok(folded(local).includes(folded(read('demo/snippets/script-tag.html'))));
});

test("the README's backend mints tokens for its own users", async () => {
  const sandbox = await startSandbox({ port: 0, database: ':memory:' });
  after(() => sandbox.close());
  process.env['ARAUCARIA_API_KEY'] = 'arau_sandbox_key';
  process.env['ARAUCARIA_API_URL'] = sandbox.url;
  const { app } = await import('../../demo/snippets/backend.ts');
  const ask = async (user: string, body: object): Promise<Response> =>
    app.request('/api/widget-token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Cookie: `session=${user}` },
      body: JSON.stringify(body),
    });
  const answer = await ask('ana', {});
  assert.equal(answer.status, 200);
  const { widgetToken, connectionId } = (await answer.json()) as Record<string, string>;
  assert.match(widgetToken ?? '', /^wtk_/);
  assert.equal((await ask('ana', { connectionId })).status, 409, 'hers, and not broken');
  assert.equal((await ask('bea', { connectionId })).status, 403, 'not hers');
  const preflight = await app.request('/api/widget-token', { method: 'OPTIONS' });
  assert.equal(preflight.status, 405, 'answered by the handler, which allows no other origin here');
});

test("the form's backend takes a connected bank of its own user, and no other", async () => {
  const sandbox = await startSandbox({ port: 0, database: ':memory:' });
  after(() => sandbox.close());
  process.env['ARAUCARIA_API_KEY'] = 'arau_sandbox_key';
  process.env['ARAUCARIA_API_URL'] = sandbox.url;
  const { app } = await import('../../demo/snippets/applications.ts');
  const { owners } = await import('../../demo/snippets/session.ts');
  const apply = async (user: string, connection: string): Promise<number> => {
    const body = new URLSearchParams({ name: 'Ana', connection });
    return (
      await app.request('/applications', { method: 'POST', headers: { Cookie: user && `session=${user}` }, body })
    ).status;
  };
  const { connectionId } = await sandbox.createConnection();
  owners.set(connectionId, 'ana');
  assert.equal(await apply('ana', connectionId), 422, 'not connected yet');
  await sandbox.connect(connectionId);
  assert.equal(await apply('ana', connectionId), 200);
  assert.equal(await apply('bea', connectionId), 403, 'not hers');
  assert.equal(await apply('', connectionId), 403, 'nobody');
  assert.equal(await apply('', ''), 403);
});

test("the README's webhook receiver accepts the webhooks of the sandbox", async () => {
  const webhookSecret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;
  process.env['ARAUCARIA_WEBHOOK_SECRET'] = webhookSecret;
  const { app } = await import('../../demo/snippets/webhooks.ts');
  const { statuses } = await import('../../demo/snippets/session.ts');
  const host = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  after(() => host.close());
  await once(host, 'listening');
  const { port } = host.address() as AddressInfo;
  const sandbox = await startSandbox({ webhookUrl: `http://127.0.0.1:${port}/webhooks/araucaria`, webhookSecret });
  after(() => sandbox.close());
  const { connectionId } = await sandbox.createConnection();
  await sandbox.connect(connectionId);
  while (!statuses.has(connectionId)) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(statuses.get(connectionId)?.status, 'CONNECTED');
});
