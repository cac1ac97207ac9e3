import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apiKey, rawRequest, sandboxFor } from './support/client.ts';
import { assertProblem } from './support/refusals.ts';

describe('the documented API', () => {
  it('refuses a missing, wrong, malformed or repeated authorization', async (t) => {
    const { url, ...client } = await sandboxFor(t).then((c) => ({ url: c.url, call: c.call.bind(c) }));
    // RFC 6750, section 3: no `error` without a bearer token.
    for (const [authorization, challenge] of [
      [undefined, 'Bearer'],
      [`Basic ${apiKey}`, 'Bearer'],
      [apiKey, 'Bearer'],
      ['Bearer', 'Bearer error="invalid_request"'],
      ['Bearer  x y', 'Bearer error="invalid_request"'],
      ['Bearer arau_ñ', 'Bearer error="invalid_request"'],
      ['Bearer arau_other', 'Bearer error="invalid_token"'],
      [`bearer ${apiKey}x`, 'Bearer error="invalid_token"'],
    ] as const) {
      for (const [method, path] of [
        ['POST', '/v1/connections'],
        ['GET', '/v1/connections/conn_none'],
        ['POST', '/sandbox/connections/conn_none/connect'],
        ['GET', '/sandbox/webhooks'],
        ['POST', '/widget/api/session'],
        ['POST', '/widget/api/attempts'],
        ['GET', '/widget/api/attempt'],
        ['DELETE', '/widget/api/attempt'],
        ['POST', '/widget/api/attempt/challenge'],
      ] as const) {
        const headers = authorization === undefined ? {} : { Authorization: authorization };
        const body = { connectionId: 'conn_none', origin: 'http://localhost:5173' };
        const whole = { ...body, institutionId: 'banco-alerce', credentials: { user: 'ok', password: 'araucaria' } };
        const sent = path.endsWith('session') ? { body } : path.endsWith('attempts') ? { body: whole } : {};
        const answer = await client.call(method, path, { headers, ...sent });
        assertProblem(answer, 401);
        assert.equal(answer.headers.get('WWW-Authenticate'), challenge, `${method} ${path}, ${authorization}`);
      }
    }
    const bearer = `Bearer ${apiKey}`;
    const doubled = await rawRequest(url, 'POST', '/v1/connections', [
      'Authorization',
      bearer,
      'Authorization',
      bearer,
    ]);
    assert.equal(doubled.status, 401);
    assert.equal(doubled.headers['www-authenticate'], 'Bearer error="invalid_request"');
  });

  it('answers an expired, spent or foreign token with `invalid_token`', async (t) => {
    const client = await sandboxFor(t);
    const [mine, other] = [await client.create(), await client.create()];
    const answers = [
      await client.session(other.widgetToken, mine.connectionId),
      await client.send(mine.widgetToken, mine.connectionId, 'expire-session'),
      await client.session(mine.widgetToken, mine.connectionId),
    ];
    for (const answer of answers) {
      assertProblem(answer, 401);
      assert.equal(answer.headers.get('WWW-Authenticate'), 'Bearer error="invalid_token"');
    }
  });

  it('accepts any key that the settings accept, up to the longest', async (t) => {
    const longest = await sandboxFor(t, { apiKey: `arau_a.b_c~d+e/f=-${'x'.repeat(494)}` });
    await longest.create();
  });
});

describe('access to the documented API', () => {
  it('refuses an API key from a browser', async (t) => {
    const client = await sandboxFor(t);
    for (const headers of [
      { Origin: 'http://localhost:5173' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'same-origin' },
    ]) {
      for (const path of ['/v1/connections', '/sandbox/connections/conn_x/connect']) {
        const { pathname } = new URL(path, client.url);
        const list = Object.entries(headers).flat();
        const answer = await rawRequest(client.url, 'POST', pathname, [...list, 'Authorization', `Bearer ${apiKey}`]);
        assert.equal(answer.status, 403);
        assert.equal(answer.headers['access-control-allow-origin'], undefined);
      }
    }
  });

  it('answers a preflight without CORS', async (t) => {
    const client = await sandboxFor(t);
    const headers = ['Origin', 'http://localhost:5173', 'Access-Control-Request-Method', 'POST'];
    for (const path of ['/v1/connections', '/widget/api/session']) {
      const answer = await rawRequest(client.url, 'OPTIONS', path, headers);
      assert.equal(answer.status, 403);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
  });

  it('is refused for other host names, against DNS rebinding', async (t) => {
    const client = await sandboxFor(t);
    const path = '/widget/api/institutions';
    for (const host of ['127.0.0.1', 'localhost', 'LOCALHOST:80', `127.0.0.1:${client.sandbox.port}`]) {
      assert.equal((await rawRequest(client.url, 'GET', path, ['Host', host])).status, 200, host);
    }
    const foreign = ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:4400'];
    const malformed = ['localhost:x', '.0.0.1', '127.0.0.999', '127.0.0.1.1'];
    for (const host of [...foreign, ...malformed]) {
      const { status } = await rawRequest(client.url, 'GET', path, ['Host', host]);
      assert.ok(status === 403 || status === 400, `${host}: ${status}`);
    }
  });

  it('checks the host of an absolute URL too, and refuses a user in it', async (t) => {
    const client = await sandboxFor(t);
    const path = '/widget/api/institutions';
    const statusOf = async (origin: string): Promise<number> =>
      (await rawRequest(client.url, 'GET', origin + path, [])).status;
    assert.equal(await statusOf(client.url), 200);
    assert.equal(await statusOf('http://evil.example'), 403);
    assert.equal(await statusOf(client.url.replace('//', '//user:password@')), 400);
  });

  it('does not include the connections of another key', async (t) => {
    const { mkdtemp, rm } = await import('node:fs/promises');
    const folder = await mkdtemp(`${(await import('node:os')).tmpdir()}/sandbox-`);
    const database = `${folder}/sandbox.sqlite`;
    t.after(() => rm(folder, { recursive: true }));
    const mine = await sandboxFor(t, { database });
    const theirs = await sandboxFor(t, { database, apiKey: 'arau_other_key' });
    const { connectionId, widgetToken } = await mine.create();
    assertProblem(await theirs.backend('GET', `/v1/connections/${connectionId}`), 404);
    assertProblem(await theirs.backend('POST', `/v1/connections/${connectionId}/widget-token`), 404);
    assertProblem(await theirs.backend('POST', `/sandbox/connections/${connectionId}/connect`), 404);
    assertProblem(await theirs.session(widgetToken, connectionId), 401);
    assert.equal(await mine.status(connectionId), 'PENDING');
  });
});
