import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { inspect } from 'node:util';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { AraucariaApiError, createAraucariaClient, type AraucariaClient } from '../../src/server/index.ts';
import { freePort } from '../support/free-port.ts';
import { canaryKey } from './support/canary-key.ts';

type Asked = { url: string; method: string; headers: Headers; body: string };

/** A client whose calls are answered one after the other: with a response, or with an error of `fetch`. */
function clientOf(...answers: (Response | Error)[]): { client: AraucariaClient; asked: Asked[] } {
  const asked: Asked[] = [];
  const client = createAraucariaClient({
    apiKey: canaryKey,
    async fetch(url, init) {
      const request = new Request(url, init);
      const { method, headers } = request;
      asked.push({ url: request.url, method, headers, body: await request.text() });
      const answer = answers.shift() ?? assert.fail('one call too many');
      if (answer instanceof Error) throw answer;
      return answer;
    },
  });
  return { client, asked };
}

const created = (): Response => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }, { status: 201 });
const failure = (status: number, headers: Record<string, string> = {}): Response =>
  new Response('words of the server', { status, headers });

/** Creates a client as plain JavaScript can: with any options. */
const create = (options: unknown): unknown => createAraucariaClient(options as never);

async function rejection(call: Promise<unknown>): Promise<AraucariaApiError> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof AraucariaApiError, inspect(error));
    assert.ok(!inspect(error).includes(canaryKey), 'the key is in the error');
    assert.ok(!inspect(error).includes('words of'), 'the answer is in the error');
    return error;
  }
  throw new Error('Expected a rejection.');
}

describe('createAraucariaClient', () => {
  describe('against the sandbox', () => {
    it('creates, reads, repairs and deletes a connection', async () => {
      await using sandbox: Sandbox = await startSandbox({ port: 0, database: ':memory:' });
      const client = createAraucariaClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.url });
      const { widgetToken, connectionId } = await client.createConnection({ institutionId: 'banco-alerce' });
      assert.match(widgetToken, /^wtk_/);
      assert.equal((await client.getConnection(connectionId)).status, 'PENDING');
      assert.equal((await rejection(client.createWidgetToken(connectionId))).code, 'conflict');
      await sandbox.connect(connectionId);
      await sandbox.failAuth(connectionId);
      assert.match((await client.createWidgetToken(connectionId)).widgetToken, /^wtk_/);
      assert.equal((await client.getConnection(connectionId)).status, 'FAILED_AUTH');
      await client.deleteConnection(connectionId);
      const { code, status, retryable } = await rejection(client.getConnection(connectionId));
      assert.deepEqual([code, status, retryable], ['not-found', 404, false]);
    });
  });

  describe('calls', () => {
    beforeEach(() => mock.method(Math, 'random', () => 0));
    afterEach(() => mock.restoreAll());

    it('are repeated with the same idempotency key and request id', async () => {
      const { client, asked } = clientOf(failure(503), new TypeError('fetch failed'), created());
      assert.deepEqual(await client.createConnection(), { widgetToken: 'wtk_1', connectionId: 'conn_1' });
      for (const name of ['Idempotency-Key', 'X-Request-Id']) {
        const values = new Set(asked.map(({ headers }) => headers.get(name)));
        assert.equal(values.size, 1, name);
        assert.match([...values][0] ?? '', /^[\da-f-]{36}$/);
      }
    });

    it('name the address that nothing listens at, and why', async () => {
      const apiUrl = `http://127.0.0.1:${await freePort()}`;
      const error = await rejection(createAraucariaClient({ apiKey: canaryKey, apiUrl }).getConnection('conn_1'));
      assert.deepEqual([error.address, error.causeCode], [`${apiUrl}/v1/connections/conn_1`, 'ECONNREFUSED']);
      assert.ok(
        error.message.includes(`Called ${error.address}: ECONNREFUSED. Is the sandbox running there?`),
        error.message,
      );
      assert.equal((await rejection(clientOf(failure(404)).client.getConnection('conn_1'))).address, undefined);
    });

    it('have an idempotency key of their own each', async () => {
      const { client, asked } = clientOf(created(), created());
      await client.createConnection();
      await client.createConnection();
      assert.notEqual(asked[0]?.headers.get('Idempotency-Key'), asked[1]?.headers.get('Idempotency-Key'));
    });

    it('end after two repetitions', async () => {
      const { client, asked } = clientOf(failure(502), failure(502), failure(502));
      const { code, status, retryable } = await rejection(client.getConnection('conn_1'));
      assert.deepEqual([code, status, retryable, asked.length], ['server-error', 502, true, 3]);
    });

    for (const [status, code] of [
      [400, 'invalid-request'],
      [401, 'unauthorized'],
      [403, 'unauthorized'],
      [404, 'not-found'],
      [409, 'conflict'],
      [422, 'invalid-request'],
      [302, 'unexpected-status'],
    ] as const) {
      it(`are not repeated after ${status}`, async () => {
        const { client, asked } = clientOf(failure(status, { Location: 'https://elsewhere.example/' }));
        const error = await rejection(client.createConnection());
        assert.deepEqual([error.code, error.status, error.retryable, asked.length], [code, status, false, 1]);
        assert.equal(error.requestId, asked[0]?.headers.get('X-Request-Id'));
      });
    }

    it('wait as long as Araucaria asks for, and not longer than the time-out', async () => {
      const { client, asked } = clientOf(failure(429, { 'Retry-After': '60' }));
      const { code, retryAfter } = await rejection(client.createConnection());
      assert.deepEqual([code, retryAfter, asked.length], ['rate-limited', '60', 1]);
    });

    it('delete once, also if the answer of the first call was lost', async () => {
      const { client } = clientOf(new TypeError('fetch failed'), failure(404));
      await client.deleteConnection('conn_1');
      assert.equal((await rejection(clientOf(failure(404)).client.deleteConnection('conn_1'))).code, 'not-found');
    });

    it('end with the time-out', async () => {
      const client = createAraucariaClient({ apiKey: canaryKey, timeout: 20, fetch: () => new Promise(() => {}) });
      const { code, status, retryable } = await rejection(client.getConnection('conn_1'));
      assert.deepEqual([code, status, retryable], ['timeout', undefined, true]);
    });

    for (const [what, answer] of Object.entries({
      'no JSON': new Response('<p>'),
      'no id': Response.json({ status: 'CONNECTED' }),
      'an unknown status': Response.json({ connectionId: 'conn_1', status: 'LOST' }),
      'an API key': Response.json({ connectionId: 'conn_1', status: 'CONNECTED', institutionId: 'arau_live_1' }),
    })) {
      it(`refuse an answer with ${what}`, async () => {
        assert.equal((await rejection(clientOf(answer).client.getConnection('conn_1'))).code, 'invalid-answer');
      });
    }
  });

  it('refuses ids that could change the path, and API keys in their place', async () => {
    const { client, asked } = clientOf();
    for (const id of ['..', 'a/b', '%2e%2e', '', canaryKey, 7, null]) {
      await assert.rejects(client.getConnection(id as string), { name: 'TypeError' });
      await assert.rejects(client.deleteConnection(id as string), { name: 'TypeError' });
      await assert.rejects(client.createWidgetToken(id as string), { name: 'TypeError' });
      if (id !== null) await assert.rejects(client.createConnection({ institutionId: id as string }), TypeError);
    }
    assert.equal(asked.length, 0);
  });

  it('names an option that can not be used', () => {
    assert.throws(() => create(undefined), /createAraucariaClient: expected an object of options; got undefined/);
    assert.throws(() => create({}), /expected apiKey to be an API key/);
    assert.throws(() => create({ apiKey: `"${canaryKey}"` }), /got a string in quotes/);
    assert.throws(() => create({ apiKey: canaryKey, apiUrl: 'https://a.example/v1/' }), /without \/v1 at its end/);
  });
});
