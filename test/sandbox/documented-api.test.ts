import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apiKey, sandboxFor, type Answer } from './support/client.ts';
import { assertProblem } from './support/refusals.ts';

describe('the documented API', () => {
  it('creates a connection without a body, as documented', async (t) => {
    const client = await sandboxFor(t);
    const answer = await client.backend('POST', '/v1/connections', { headers: { 'Content-Type': 'application/json' } });
    assert.equal(answer.status, 201);
    assert.deepEqual(Object.keys(answer.body).toSorted(), ['connectionId', 'widgetToken']);
    assert.match(answer.body.widgetToken, /^wtk_[\w-]{43}$/);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    assert.equal(answer.headers.get('X-Content-Type-Options'), 'nosniff');
    const { body } = await client.backend('GET', `/v1/connections/${answer.body.connectionId}`);
    assert.deepEqual(body, { connectionId: answer.body.connectionId, status: 'PENDING', institutionId: null });
  });

  it('preselects an institution, and refuses one that does not exist', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create({ institutionId: 'caja-quillay' });
    assert.equal((await client.session(widgetToken, connectionId)).body.institution.id, 'caja-quillay');
    assertProblem(await client.backend('POST', '/v1/connections', { body: { institutionId: 'nowhere' } }), 422);
  });

  it('answers 404 for an unknown path and 405 with Allow for a wrong method', async (t) => {
    const client = await sandboxFor(t);
    for (const path of ['/v2/connections', '/widget/api/nothing', '/widget/frame/x.html']) {
      assertProblem(await client.call('GET', path), 404);
    }
    assertProblem(await client.backend('GET', '/v1/nothing'), 404);
    const { connectionId } = await client.create();
    const wrong = [
      ['GET', '/v1/connections', 'POST'],
      ['PUT', `/v1/connections/${connectionId}`, 'GET, HEAD, DELETE'],
      ['DELETE', `/v1/connections/${connectionId}/widget-token`, 'POST'],
      ['GET', `/sandbox/connections/${connectionId}/fail-auth`, 'POST'],
      ['GET', '/widget/api/session', 'POST'],
      ['PATCH', '/widget/api/attempt', 'GET, HEAD, DELETE'],
    ] as const;
    for (const [method, path, allow] of wrong) {
      const answer = await client.backend(method, path);
      assertProblem(answer, 405);
      assert.equal(answer.headers.get('Allow'), allow);
    }
  });

  it('refuses a wrong content type, bad JSON, unknown fields and mass assignment', async (t) => {
    const client = await sandboxFor(t);
    const post = (body: string, type = 'application/json'): Promise<Answer> =>
      client.backend('POST', '/v1/connections', { body, headers: { 'Content-Type': type } });
    assertProblem(await post('{}', 'text/plain'), 415);
    assertProblem(await post('{}', 'application/x-www-form-urlencoded'), 415);
    for (const body of ['{', 'undefined', "{'a':1}", '\u0000']) assertProblem(await post(body), 400);
    for (const body of [
      'null',
      '[]',
      '"text"',
      '{"extra":1}',
      '{"status":"CONNECTED"}',
      '{"connectionId":"conn_mine"}',
      '{"__proto__":{"status":"CONNECTED"}}',
      '{"institutionId":5}',
      '{"institutionId":"../secret"}',
    ]) {
      assertProblem(await post(body), 422);
    }
    assert.equal((await post('{}', 'application/json; charset=utf-8')).status, 201);
  });

  it('refuses a body of 65 KiB, with or without a Content-Length', async (t) => {
    const client = await sandboxFor(t);
    const body = JSON.stringify({ institutionId: 'x'.repeat(65 * 1024) });
    assertProblem(await client.backend('POST', '/v1/connections', { body }), 413);
    const chunked = await fetch(`${client.url}/v1/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      body: new Blob([body]).stream(),
      duplex: 'half',
    } as RequestInit);
    await chunked.body?.cancel();
    assert.equal(chunked.status, 413);
  });

  it('treats SQL and path traversal as plain text', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const texts = [
      "' OR 1=1 --",
      '"; DROP TABLE connections; --',
      '../../etc/passwd',
      '..%2f..%2f',
      '%',
      '\u0000',
      '😀',
    ];
    for (const text of texts) {
      const encoded = encodeURIComponent(text);
      assertProblem(await client.backend('GET', `/v1/connections/${encoded}`), 404);
      assertProblem(await client.backend('POST', `/v1/connections/${encoded}/widget-token`), 404);
      assertProblem(await client.backend('POST', `/sandbox/connections/${encoded}/connect`), 404);
      assertProblem(await client.call('GET', `/widget/api/institutions/${encoded}`), 404);
      assertProblem(await client.call('GET', `/widget/frame/${encoded}`), 404);
      assertProblem(await client.backend('POST', '/v1/connections', { body: { institutionId: text } }), 422);
      assertProblem(await client.session(widgetToken, text), 422);
      // The text may contain the start of a bank's name.
      const found = await client.call('GET', `/widget/api/institutions?q=${encoded}`);
      assert.equal(found.status, 200);
    }
    assert.equal(await client.status(connectionId), 'PENDING');
  });

  it('does so in credentials, answers and Idempotency-Keys too', async (t) => {
    const client = await sandboxFor(t);
    for (const text of ["'--", "';DROP-TABLE-connections;--", '../../etc/passwd', '__proto__', '$(id)']) {
      const { connectionId, widgetToken } = await client.create();
      assertProblem(await client.session(widgetToken, connectionId, text), 403);
      const refused = await client.attempt(widgetToken, connectionId, text, { password: text });
      assert.deepEqual(refused.state, { status: 'failed', code: 'invalid-credentials', triesLeft: 4 });

      const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp');
      const state = await client.answer(attemptToken, text);
      assert.ok(state.status === 'challenge' && state.challenge.triesLeft === 2);
      const answer = { challengeId: text, code: text };
      const path = '/widget/api/attempt/challenge';
      const { status } = await client.call('POST', path, { bearer: attemptToken, body: answer });
      assert.equal(status, /^\w+$/.test(text) ? 200 : 422);

      const headers = { 'Idempotency-Key': text };
      const [first, again] = [
        await client.backend('POST', '/v1/connections', { headers }),
        await client.backend('POST', '/v1/connections', { headers }),
      ];
      assert.equal(again.body.connectionId, first.body.connectionId);
      assert.equal(await client.status(connectionId), 'PENDING');
    }
  });

  it('creates a token to repair a connection only in FAILED_AUTH', async (t) => {
    const client = await sandboxFor(t);
    const mint = (id: string): Promise<Answer> => client.backend('POST', `/v1/connections/${id}/widget-token`);
    assertProblem(await mint('conn_unknown'), 404);
    assertProblem(await mint((await client.create()).connectionId), 409);
    assertProblem(await mint(await client.connected()), 409);
    const connectionId = await client.failed();
    const answer = await mint(connectionId);
    assert.equal(answer.status, 200);
    assert.deepEqual(Object.keys(answer.body).toSorted(), ['institutionId', 'widgetToken']);
    assert.equal(answer.body.institutionId, 'banco-alerce');
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    const { body } = await client.session(answer.body.widgetToken, connectionId);
    assert.equal(body.mode, 'recredential');
    assert.equal(body.institution.id, 'banco-alerce');
  });

  it('returns the same connection with a new token for a repeated Idempotency-Key', async (t) => {
    const client = await sandboxFor(t);
    const post = (key: string, body: unknown = {}): Promise<Answer> =>
      client.backend('POST', '/v1/connections', { body, headers: { 'Idempotency-Key': key } });
    const first = await post('order-1');
    const again = await post('"order-1"');
    assert.equal(again.status, first.status);
    assert.equal(again.body.connectionId, first.body.connectionId);
    assert.notEqual(again.body.widgetToken, first.body.widgetToken);
    for (const { body } of [first, again]) {
      assert.equal((await client.session(body.widgetToken, body.connectionId)).status, 200);
    }
    assert.notEqual((await post('order-2')).body.connectionId, first.body.connectionId);
    assertProblem(await post('order-1', { institutionId: 'banco-alerce' }), 422);
    for (const key of ['', '""', 'two words', 'x'.repeat(256)]) assertProblem(await post(key), 400);
  });

  it('changes a connection to FAILED_AUTH only if it is CONNECTED', async (t) => {
    const client = await sandboxFor(t);
    const fail = (id: string): Promise<Answer> => client.backend('POST', `/sandbox/connections/${id}/fail-auth`);
    assertProblem(await fail('conn_unknown'), 404);
    assertProblem(await fail((await client.create()).connectionId), 409);
    const connectionId = await client.connected();
    const expected = { connectionId, status: 'FAILED_AUTH', institutionId: 'banco-alerce' };
    assert.deepEqual((await fail(connectionId)).body, expected);
    assertProblem(await fail(connectionId), 409);
  });

  it('connects without a browser, once', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId } = await client.create({ institutionId: 'banco-tepa' });
    const connect = (): Promise<Answer> => client.backend('POST', `/sandbox/connections/${connectionId}/connect`);
    assert.deepEqual((await connect()).body, { connectionId, status: 'CONNECTED', institutionId: 'banco-tepa' });
    assertProblem(await connect(), 409);
  });
});
