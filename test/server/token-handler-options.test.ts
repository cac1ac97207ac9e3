import assert from 'node:assert/strict';
import { afterEach, describe, it, mock } from 'node:test';
import { inspect } from 'node:util';
import { createTokenHandler, type TokenHandlerOptions } from '../../src/server/index.ts';
import { canaryKey } from './support/canary-key.ts';

const good: TokenHandlerOptions = { apiKey: canaryKey, authorize: () => true };

/** Creates a handler as plain JavaScript can: with any options. */
const create = (options: Record<string, unknown>): unknown => createTokenHandler({ ...good, ...options });

const ask = (): Request =>
  new Request('https://shop.example/api/widget-token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
    body: '{}',
  });

describe('createTokenHandler', () => {
  afterEach(() => mock.restoreAll());

  const wrongKeys = [undefined, null, '', 7, 'sk_live_1', 'arau_', ' arau_key', 'arau_a b', 'Bearer arau_key'];
  const brokenKeys = ['arau_a\nb', 'arau_a\r\nX-Evil: 1', 'arau_key\n', 'arau_ключ', `arau_${'x'.repeat(501)}`];
  for (const apiKey of [...wrongKeys, ...brokenKeys]) {
    it(`refuses the key ${inspect(apiKey).slice(0, 24)} without repeating it`, () => {
      assert.throws(
        () => create({ apiKey }),
        (error: Error) => {
          assert.ok(error instanceof TypeError);
          assert.match(error.message, /expected apiKey to be an API key, arau_….*; got /);
          if (typeof apiKey === 'string' && apiKey.length > 5) assert.ok(!inspect(error).includes(apiKey.slice(5)));
          return true;
        },
      );
    });
  }

  const wrong: [string, unknown[]][] = [
    ['authorize', [undefined, null, true]],
    ['onConnectionCreated', [null, 'store']],
    ['apiUrl', ['', 'api.araucaria.money', 'ftp://a.b', 'https://a:b@c.d', 'https://a.b/?c', 'https://a.b/#c', 7]],
    ['allowedOrigins', ['https://a.b', ['*'], ['null'], ['https://a.b/'], ['https://a.b/c'], ['file://'], [7], null]],
    ['allowedHeaders', ['Authorization', ['*'], ['X CSRF'], ['X-A, X-B'], ['X-A\n'], [''], [7], [undefined], null]],
    ['timeout', [0, -1, NaN, Infinity, '10']],
    ['fetch', [null, 'fetch']],
  ];
  for (const [option, values] of wrong) {
    it(`names ${option} when it can't be used`, () => {
      for (const value of values) {
        assert.throws(() => create({ [option]: value }), {
          name: 'TypeError',
          message: new RegExp(`expected ${option} to be `),
        });
      }
    });
  }

  it('refuses a wildcard, and says to list each origin', () => {
    const allowedOrigins = ['https://shop.example', 'https://*.example.com'];
    assert.throws(() => create({ allowedOrigins }), {
      name: 'TypeError',
      message: /scheme:\/\/host:port.*got a wildcard at \[1\], which never matches\. List each origin by itself\.$/,
    });
  });

  for (const origin of [
    'capacitor://localhost',
    'ionic://localhost',
    'tauri://localhost',
    'chrome-extension://abcdef',
  ]) {
    it(`lets a page of ${origin} read tokens when it is listed, and no other`, async () => {
      const handler = createTokenHandler({
        ...good,
        allowedOrigins: [origin],
        fetch: async () => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }),
      });
      const from = (Origin: string): Promise<Response> =>
        handler(
          new Request(ask().url, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', Origin },
            body: '{}',
          }),
        );
      const answer = await from(origin);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), origin);
      for (const other of [`${origin}.evil`, 'null', `https://localhost`])
        assert.equal((await from(other)).status, 403);
    });
  }

  it('refuses to be made in a browser', (context) => {
    Object.assign(globalThis, { document: {} });
    context.after(() => Reflect.deleteProperty(globalThis, 'document'));
    assert.throws(() => createTokenHandler(good), /expected a server; got a browser/);
  });

  it('refuses to be imported in a browser', async () => {
    await assert.rejects(import('../../src/server/browser.ts'), /expected a server; got a browser/);
  });

  it('refuses an http page on an https endpoint, in a browser without fetch metadata', async () => {
    const handler = createTokenHandler({ ...good, fetch: () => Promise.reject(new Error('Expected no call.')) });
    const { url } = ask();
    const headers = { 'Content-Type': 'application/json', Host: 'shop.example', Origin: 'http://shop.example' };
    assert.equal((await handler(new Request(url, { method: 'POST', headers, body: '{}' }))).status, 403);
  });

  const addresses = [
    [undefined, 'https://api.araucaria.money'],
    ['http://127.0.0.1:4400/', 'http://127.0.0.1:4400'],
    [' HTTP://LocalHost:80/proxy// \n', 'http://localhost/proxy'],
    ['https://a.b/?', 'https://a.b'],
    ['https://a.b/#', 'https://a.b'],
  ] as const;
  for (const [apiUrl, expected] of addresses) {
    it(`calls ${expected} when apiUrl is ${inspect(apiUrl)}`, async () => {
      const asked: unknown[] = [];
      await createTokenHandler({
        ...good,
        apiUrl,
        fetch: async (url) => {
          asked.push(url);
          return Response.json({});
        },
      })(ask());
      assert.deepEqual(asked, [`${expected}/v1/connections`]);
    });
  }

  it('answers in time with a fetch that ignores its signal', async () => {
    const handler = createTokenHandler({ ...good, timeout: 20, fetch: () => new Promise(() => {}) });
    assert.equal((await handler(ask())).status, 504);
  });

  it('has the key in no value that can be printed', async () => {
    const logged: unknown[] = [];
    for (const method of ['error', 'warn', 'log'] as const) {
      mock.method(console, method, (...args: unknown[]) => logged.push(...args));
    }
    const handler = createTokenHandler({
      ...good,
      fetch: (_input, init) => {
        throw new TypeError(`Header has an invalid value: ${new Headers(init?.headers).get('Authorization')}`);
      },
    });
    const answer = await handler(ask());
    assert.equal(answer.status, 502);
    const printed = [
      inspect(handler, { showHidden: true, depth: 9 }),
      JSON.stringify(Object.getOwnPropertyDescriptors(handler)),
      String(handler),
      inspect(answer, { showHidden: true, depth: 9 }),
      await answer.text(),
      inspect(logged, { showHidden: true, depth: 9 }),
    ].join('\n');
    assert.ok(!printed.includes(canaryKey));
  });
});
