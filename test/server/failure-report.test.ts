import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { createTokenHandler, createWebhookHandler, type TokenHandlerOptions } from '../../src/server/index.ts';
import { freePort } from '../support/free-port.ts';
import { canaryKey, canarySecret } from './support/canary-key.ts';

const answers = (status: number) => async (): Promise<Response> => new Response('{}', { status });

function ask(options: Partial<TokenHandlerOptions>, headers: Record<string, string> = {}, body = '{}') {
  const handle = createTokenHandler({ apiKey: canaryKey, authorize: () => true, fetch: answers(500), ...options });
  return async (requestId: string): Promise<Record<string, unknown>> => {
    const answer = await handle(
      new Request('http://web:3000/api/widget-token', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Sec-Fetch-Site': 'same-origin',
          'X-Request-Id': requestId,
          ...headers,
        },
        body,
      }),
    );
    return (await answer.json()) as Record<string, unknown>;
  };
}

/** Errors of `fetch`, as runtimes give them. */
const failed = (cause: unknown): Error => new TypeError('fetch failed', { cause });
const named = (name: string): Error => Object.assign(new Error(canaryKey), { name });
const coded = (code: unknown): Error => Object.assign(new Error(canaryKey), { code });

describe('the log of failures', () => {
  let lines: string[];

  beforeEach(() => {
    lines = [];
    mock.method(console, 'error', (...values: unknown[]) => lines.push(values.map(String).join(' ')));
  });
  afterEach(() => mock.restoreAll());

  const fromElsewhere = { Origin: 'https://app.example', 'Sec-Fetch-Site': 'cross-site' };
  const cases: [what: string, options: Partial<TokenHandlerOptions>, headers: Record<string, string>, line: RegExp][] =
    [
      [
        'an origin',
        {},
        fromElsewhere,
        /403 origin-refused, .*: Origin https:\/\/app\.example with Sec-Fetch-Site cross-site came; this handler answers for http:\/\/web:3000\. .*allowedOrigins/,
      ],
      ['a visitor', { authorize: () => false }, {}, /403 authorize-refused, .*authorize permits; it returned false/],
      [
        'a result of authorize that is no boolean',
        { authorize: () => 'yes' as never },
        {},
        /403 authorize-refused, .*authorize to return true or false; it returned a string/,
      ],
      ['a key', { fetch: answers(401) }, {}, /502 key-refused, .*accept the API key; it refused/],
      [
        'no connection to Araucaria',
        { fetch: () => Promise.reject(new TypeError(`fetch failed ${canaryKey}`)) },
        {},
        /502 araucaria-unreachable, .* Called https:\/\/api\.araucaria\.money\/v1\/connections\. .*the connection failed/,
      ],
      ['a failure of Araucaria', {}, {}, /502 araucaria-failed, .*it answered 500/],
      [
        'a time-out',
        { timeout: 5, fetch: () => new Promise(() => {}) },
        {},
        /504 araucaria-timeout, .* Called https:\/\/api\.araucaria\.money\/v1\/connections\. .*within 5 ms/,
      ],
      ['a type', {}, { 'Content-Type': 'text/plain' }, /415 content-type, .*application\/json/],
    ];
  for (const [what, options, headers, line] of cases) {
    it(`tells ${what} apart, with what helps the first time`, async () => {
      const send = ask(options, headers);
      const { detail } = await send('click-1');
      await send('click-2');
      assert.equal(lines.length, 2);
      assert.match(lines[0] ?? '', line);
      assert.match(lines[0] ?? '', /, request click-1\. /);
      assert.ok(lines[0]?.includes(String(detail)), 'the answer says the same');
      assert.match(lines[1] ?? '', /, request click-2\.(?: Called \S+\.)?$/);
      assert.ok(!lines.join().includes(canaryKey));
    });
  }

  it('names the address that nothing listens at, and how to start the sandbox', async () => {
    const apiUrl = `http://127.0.0.1:${await freePort()}`;
    const send = ask({ apiUrl, fetch });
    const { detail, ...others } = await send('click-1');
    await send('click-2');
    const facts = `Called ${apiUrl}/v1/connections: ECONNREFUSED.`;
    const says = 'Expected an answer of Araucaria; the connection failed.';
    assert.deepEqual(lines, [
      `createTokenHandler: 502 araucaria-unreachable, request click-1. ${facts} ${says} Is the sandbox running there? Start it: ` +
        'npx araucaria-sandbox. In a container, this address is the container itself.',
      `createTokenHandler: 502 araucaria-unreachable, request click-2. ${facts}`,
    ]);
    assert.equal(detail, says);
    assert.ok(!/127\.0|ECONN|sandbox/.test(JSON.stringify(others)), 'the browser learns nothing more');
  });

  for (const [what, error, line] of [
    ['of Node', failed(coded('ENOTFOUND')), 'connections: ENOTFOUND. '],
    ['of Node, for each address', failed(new AggregateError([coded('ECONNREFUSED')])), 'connections: ECONNREFUSED. '],
    ['of Bun', coded('ConnectionRefused'), 'connections: ConnectionRefused. '],
    ['by the name of a class', failed(named('ConnectTimeoutError')), 'connections: ConnectTimeoutError. '],
    ['that is a number', coded(19), 'connections. '],
    ['that is the key', coded(canaryKey), 'connections. '],
    ['with a line break', coded('E\nBAD'), 'connections. '],
    ['that throws', new Proxy({}, { getOwnPropertyDescriptor: () => assert.fail() }), 'connections. '],
    [
      'of itself',
      Object.assign(failed(null), {
        get cause() {
          return this;
        },
      }),
      'connections. ',
    ],
    ['that is a text', canaryKey, 'connections. '],
  ] as const) {
    it(`has the code of a cause ${what}, and no message`, async () => {
      // oxlint-disable-next-line prefer-promise-reject-errors -- Anything can be thrown.
      await ask({ fetch: () => Promise.reject(error) })('click-1');
      assert.equal(lines.length, 1);
      assert.ok(lines[0]?.includes(`Called https://api.araucaria.money/v1/${line}`), lines[0]);
      assert.ok(lines[0]?.endsWith("For the sandbox, set apiUrl: 'http://127.0.0.1:4400'."), lines[0]);
      assert.ok(!lines.join().includes(canaryKey));
    });
  }

  it('quotes no header that could be anything', async () => {
    await ask({}, { Origin: 'evil\u00a0', 'Sec-Fetch-Site': '<script>' })('click-1');
    assert.match(lines[0] ?? '', /an Origin that is none with Sec-Fetch-Site of another form came/);
  });

  it('is replaced by onError', async () => {
    const failures: unknown[] = [];
    await ask({ onError: (failure) => void failures.push(failure) })('click-1');
    assert.deepEqual(failures, [{ requestId: 'click-1', reason: 'araucaria-failed', status: 502 }]);
    assert.deepEqual(lines, []);
  });

  it('tells onError where Araucaria was called in vain, and why', async () => {
    const failures: unknown[] = [];
    const apiUrl = `http://localhost:${await freePort()}/mirror`;
    const options = { apiUrl, fetch, onError: (failure: unknown) => void failures.push(failure) };
    await ask(options)('click-1');
    await ask(
      { ...options, timeout: 5, fetch: () => new Promise(() => {}) },
      {},
      '{"connectionId":"conn_1"}',
    )('click-2');
    const address = `${apiUrl}/v1/connections`;
    assert.deepEqual(failures, [
      { requestId: 'click-1', reason: 'araucaria-unreachable', status: 502, address, causeCode: 'ECONNREFUSED' },
      { requestId: 'click-2', reason: 'araucaria-timeout', status: 504, address: `${address}/conn_1/widget-token` },
    ]);
  });

  it('answers also if onError throws', async () => {
    const { status } = await ask({ onError: () => assert.fail('The logger is down.') })('click-1');
    assert.equal(status, 502);
    assert.match(lines[0] ?? '', /createTokenHandler: onError threw\./);
  });

  it('has the webhooks that were refused', async () => {
    const hear = createWebhookHandler({ secret: canarySecret, onEvent() {} });
    const answer = await hear(
      new Request('https://shop.example/webhooks', {
        method: 'POST',
        headers: { 'X-Request-Id': 'delivery-1', 'webhook-id': 'msg_1' },
        body: '{}',
      }),
    );
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('X-Request-Id'), 'delivery-1');
    assert.match(lines[0] ?? '', /createWebhookHandler: 400 webhook-unverified, request delivery-1\. /);
  });
});
