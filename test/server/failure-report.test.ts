import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { createTokenHandler, createWebhookHandler, type TokenHandlerOptions } from '../../src/server/index.ts';
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
        /502 araucaria-unreachable, .*the connection failed/,
      ],
      ['a failure of Araucaria', {}, {}, /502 araucaria-failed, .*it answered 500/],
      ['a time-out', { timeout: 5, fetch: () => new Promise(() => {}) }, {}, /504 araucaria-timeout, .*within 5 ms/],
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
      assert.ok(lines[0]?.endsWith(String(detail)), 'the answer says the same');
      assert.match(lines[1] ?? '', /, request click-2\.$/);
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
