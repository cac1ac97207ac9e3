import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';

test("the guide's token endpoint for another origin answers the pages that it names, and no other", async () => {
  const sandbox = await startSandbox({ port: 0, database: ':memory:' });
  after(() => sandbox.close());
  process.env['ARAUCARIA_API_KEY'] = 'arau_sandbox_key';
  process.env['ARAUCARIA_API_URL'] = sandbox.url;
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
