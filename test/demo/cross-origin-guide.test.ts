import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ port: 0, database: ':memory:' });
  process.env['ARAUCARIA_API_KEY'] = 'arau_sandbox_key';
  process.env['ARAUCARIA_API_URL'] = sandbox.url;
});
after(() => sandbox.close());

test("the guide's token endpoint for another origin answers the pages that it names, and no other", async () => {
  const { app } = await import('../../demo/guides/iframes-and-cookies/backend.ts');
  const ask = async (method: string, origin: string, cookie = 'session=ana'): Promise<Response> =>
    app.request('https://api.example.com/widget-token', {
      method,
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-site', Origin: origin, Cookie: cookie },
      ...(method === 'POST' && { body: '{}' }),
    });
  const page = 'https://app.example.com';
  for (const method of ['OPTIONS', 'POST']) {
    const { ok, headers } = await ask(method, page);
    assert.ok(ok, method);
    assert.equal(headers.get('Access-Control-Allow-Origin'), page);
    assert.equal(headers.get('Access-Control-Allow-Credentials'), 'true');
  }
  assert.equal((await ask('OPTIONS', page)).headers.get('Access-Control-Allow-Headers'), 'Content-Type');
  const other = await ask('POST', 'https://www.example.com');
  assert.equal(other.status, 403);
  assert.equal(other.headers.get('Access-Control-Allow-Origin'), null);
  const stranger = await ask('POST', page, '');
  assert.equal(stranger.status, 403);
  assert.equal(stranger.headers.get('Access-Control-Allow-Origin'), page, 'so that the button can read why');
});

test("the guide's token endpoint for an access token allows its header, and mints for its user alone", async () => {
  const { mintWidgetToken } = await import('../../demo/guides/iframes-and-cookies/access-token/backend.ts');
  const ask = (method: string, headers: Record<string, string>, body?: object): Promise<Response> =>
    mintWidgetToken(
      new Request('https://api.example.com/widget-token', {
        method,
        headers: { 'Content-Type': 'application/json', Origin: 'https://app.example.com', ...headers },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
  const preflight = await ask('OPTIONS', {});
  assert.equal(preflight.headers.get('Access-Control-Allow-Headers'), 'Content-Type, Authorization');
  assert.equal((await ask('POST', {}, {})).status, 403);
  const mine = await ask('POST', { Authorization: 'Bearer access-ana' }, {});
  assert.equal(mine.status, 200);
  const { connectionId } = (await mine.json()) as { connectionId: string };
  const repair = (user: string): Promise<Response> =>
    ask('POST', { Authorization: `Bearer access-${user}` }, { connectionId });
  assert.equal((await repair('eve')).status, 403);
  assert.equal((await repair('ana')).status, 409, 'a PENDING connection is known, and needs no repair');
});
