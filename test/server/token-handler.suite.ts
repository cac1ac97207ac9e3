import assert from 'node:assert/strict';
import { STATUS_CODES } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { canaryKey } from './support/canary-key.ts';
import { startFakeAraucaria, type Call, type FakeAraucaria } from './support/fake-araucaria.ts';
import { friend } from './support/handlers-under-test.ts';
import type { Runtime } from './support/runtimes.ts';

type Sent = {
  method?: string;
  headers?: Record<string, string>;
  body?: BodyInit | null;
  signal?: AbortSignal;
};
type Answer = { status: number; headers: Headers; json: Record<string, unknown> };

/** What every runtime has to show. It needs the runtime to answer requests, and nothing else. */
export function tokenHandlerSuite(runtimeName: string, start: (araucariaUrl: string) => Promise<Runtime>): void {
  describe(`token handler 8: on ${runtimeName}`, () => {
    let araucaria: FakeAraucaria;
    let runtime: Runtime;

    before(async () => {
      araucaria = await startFakeAraucaria();
      runtime = await start(araucaria.url);
    });
    beforeEach(() => {
      araucaria.calls.length = 0;
    });
    after(async () => {
      await runtime.close();
      await araucaria.close();
      for (const name of ['authorize', 'onConnectionCreated']) {
        assert.ok(
          runtime.printed().includes(`createTokenHandler: ${name} threw.`),
          `${name} threw and nobody was told.`,
        );
      }
      assert.ok(!runtime.printed().includes(canaryKey), 'token handler 7: the key is in the console');
    });

    /** As a page of the handler's own origin sends it, unless told otherwise; looks for leaks in what comes back. */
    async function send(path: string, { method = 'POST', headers, body = '{}', signal }: Sent = {}): Promise<Answer> {
      const response = await runtime.send(
        new Request(`${runtime.origin}/${path}`, {
          method,
          headers: headers ?? fromPage(),
          ...(method !== 'GET' && method !== 'HEAD' && body !== null && { body, duplex: 'half' }),
          ...(signal && { signal }),
        }),
      );
      const text = await response.text();
      const everything = JSON.stringify([...response.headers]) + text;
      assert.ok(!everything.includes(canaryKey), 'token handler 7: the key is in an answer');
      assert.ok(!everything.includes('upstream'), "Araucaria's own words are in an answer");
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      assert.equal(response.headers.get('Vary'), 'Origin, Sec-Fetch-Site, Cookie');
      assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
      return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : {} };
    }

    const calls = (part: string): Call[] => araucaria.calls.filter(({ path }) => path.includes(part));

    /** A refusal that Araucaria never heard of. */
    function assertRefused(answer: Answer, expected: number, code = 'token-request-rejected'): void {
      assertProblem(answer, expected, code);
      assert.equal(calls('/v1/').length, 0);
    }

    describe('a token', () => {
      it('is minted for a new connection, and the owner is stored before it goes out', async () => {
        const { status, headers, json } = await send('ok');
        assert.equal(status, 200);
        assert.match(headers.get('Content-Type') ?? '', /^application\/json/);
        assert.deepEqual(json, { widgetToken: 'wtk_1', connectionId: 'conn_1' });
        assert.deepEqual(
          araucaria.calls.map(({ method, path }) => `${method} ${path}`),
          ['GET /asked/new', 'POST /ok/v1/connections', 'GET /created/conn_1'],
        );
      });

      it('is minted to repair a connection, without a new owner', async () => {
        const { status, json } = await send('ok', { body: '{"connectionId":"conn_9"}' });
        assert.equal(status, 200);
        assert.deepEqual(json, { widgetToken: 'wtk_1', connectionId: 'conn_9' });
        assert.deepEqual(
          araucaria.calls.map(({ path }) => path),
          ['/asked/conn_9', '/ok/v1/connections/conn_9/widget-token'],
        );
      });

      it('is asked for as documented: the key, JSON announced, no body', async () => {
        await send('ok');
        const [call] = calls('/v1/');
        assert.equal(call?.headers.authorization, `Bearer ${canaryKey}`);
        assert.equal(call.headers['content-type'], 'application/json');
        assert.equal(call.body, '');
      });

      it('is not sent when the owner could not be stored', async () => {
        assertProblem(
          await send('ok', { headers: fromPage({ Cookie: 'visitor=unlucky' }) }),
          500,
          'token-request-rejected',
        );
      });
    });

    describe('token handler 2: authorize', () => {
      it('refuses a visitor who may not', async () => {
        for (const body of ['{}', '{"connectionId":"conn_9"}']) {
          assertRefused(
            await send('ok', { body, headers: fromPage({ Cookie: 'visitor=stranger' }) }),
            403,
            'unauthorized',
          );
        }
      });

      it('refuses everyone when the host forgot to return an answer', async () => {
        assertRefused(await send('ok', { headers: fromPage({ Cookie: 'visitor=forgotten' }) }), 403, 'unauthorized');
      });

      it('lets nobody in when it throws', async () => {
        assertRefused(await send('ok', { headers: fromPage({ Cookie: 'visitor=trouble' }) }), 500);
      });
    });

    describe('token handler 3: what a request looks like', () => {
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        it(`refuses ${method}, and says what is allowed`, async () => {
          const answer = await send('ok', { method });
          assert.equal(answer.status, 405);
          assert.equal(answer.headers.get('Allow'), 'POST');
          assert.equal(araucaria.calls.length, 0);
        });
      }

      const forms = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'];
      const lookAlikes = ['text/json', 'application/jsonp', 'application/json-seq', 'application/problem+json'];
      for (const type of [...forms, ...lookAlikes, 'text/plain; application/json', 'json', '*/*', '']) {
        it(`refuses the content type "${type}"`, async () => {
          assertRefused(await send('ok', { headers: fromPage({ 'Content-Type': type }) }), 415);
        });
      }

      it('refuses a body without a content type', async () => {
        // A text would get one from `Request`.
        const body = new TextEncoder().encode('{}');
        assertRefused(await send('ok', { headers: { 'Sec-Fetch-Site': 'same-origin' }, body }), 415);
      });

      it('takes JSON however the content type is spelt', async () => {
        for (const type of ['application/json; charset=utf-8', 'Application/JSON']) {
          assert.equal((await send('ok', { headers: fromPage({ 'Content-Type': type }) })).status, 200);
        }
      });

      for (const site of ['cross-site', 'same-site', 'none', 'nonsense', 'Same-Origin', 'same-origin, none', '']) {
        it(`refuses Sec-Fetch-Site: "${site}", whatever the origin says`, async () => {
          for (const origin of [{}, { Origin: runtime.origin }, { Origin: friend }, { Origin: 'null' }]) {
            assertRefused(
              await send('ok', { headers: fromPage({ 'Sec-Fetch-Site': site, ...origin }) }),
              403,
              'unauthorized',
            );
          }
        });
      }

      it('takes Sec-Fetch-Site: "same-origin", which no page can forge, whatever the origin says', async () => {
        // A page with the referrer policy no-referrer sends the origin null.
        for (const origin of [{}, { Origin: runtime.origin }, { Origin: 'null' }]) {
          assert.equal((await send('ok', { headers: fromPage(origin) })).status, 200);
        }
      });

      it('takes a request of its own origin from a browser without fetch metadata', async () => {
        assert.equal((await send('ok', { headers: { ...jsonType, Origin: runtime.origin } })).status, 200);
      });

      for (const Origin of ['https://shop.example', 'http://shop.example']) {
        it(`takes it from ${Origin} behind a proxy, whose address is in no URL that the handler sees`, async () => {
          const answer = await send('ok', { headers: { ...jsonType, Host: 'shop.example', Origin } });
          assert.equal(answer.status, 200);
        });
      }

      it('refuses any other origin than that of the proxy', async () => {
        for (const Origin of ['https://shop.example:8443', 'https://evil.example', 'shop.example', 'null']) {
          assertRefused(
            await send('ok', { headers: { ...jsonType, Host: 'shop.example', Origin } }),
            403,
            'unauthorized',
          );
        }
      });

      it('refuses any other origin from a browser without fetch metadata', async () => {
        const { origin } = runtime;
        for (const Origin of ['null', friend, `${origin}.evil.example`, `${origin}/`, origin.replace('http', 'ftp')]) {
          assertRefused(await send('ok', { headers: { ...jsonType, Origin } }), 403, 'unauthorized');
        }
      });

      it('refuses a request that says nothing about where it comes from', async () => {
        assertRefused(await send('ok', { headers: jsonType }), 403, 'unauthorized');
      });
    });

    describe('token handler 3: allowed origins', () => {
      it('answers the preflight of an allowed page', async () => {
        const answer = await send('cors/ok', { method: 'OPTIONS', headers: { Origin: friend }, body: null });
        assert.equal(answer.status, 204);
        assert.equal(answer.headers.get('Access-Control-Allow-Origin'), friend);
        assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), 'true');
        assert.equal(answer.headers.get('Access-Control-Allow-Headers'), 'Content-Type');
      });

      it('takes an allowed page on any site, and refuses one that says nothing of its origin', async () => {
        for (const site of ['cross-site', 'same-site', 'none']) {
          const headers = fromPage({ 'Sec-Fetch-Site': site });
          assert.equal((await send('cors/ok', { headers: { ...headers, Origin: friend } })).status, 200, site);
          araucaria.calls.length = 0;
          assertRefused(await send('cors/ok', { headers }), 403, 'unauthorized');
        }
      });

      it('takes an allowed page from a browser without fetch metadata', async () => {
        assert.equal((await send('cors/ok', { headers: { ...jsonType, Origin: friend } })).status, 200);
      });

      it('refuses any other method, and says what is allowed', async () => {
        for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
          const answer = await send('cors/ok', { method, headers: fromPage({ Origin: friend }) });
          assert.equal(answer.status, 405);
          assert.equal(answer.headers.get('Allow'), 'POST, OPTIONS');
          assert.equal(araucaria.calls.length, 0);
        }
      });

      it('lets an allowed page read tokens and failures', async () => {
        const headers = fromPage({ 'Sec-Fetch-Site': 'cross-site', Origin: friend });
        for (const [path, status] of [['cors/ok', 200] as const, ['cors/status-429', 429] as const]) {
          const answer = await send(path, { headers });
          assert.equal(answer.status, status);
          assert.equal(answer.headers.get('Access-Control-Allow-Origin'), friend);
          assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), 'true');
          assert.equal(answer.headers.get('Access-Control-Expose-Headers'), 'Retry-After');
        }
      });

      it('still takes its own pages, without a word about other origins', async () => {
        const answer = await send('cors/ok');
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('Access-Control-Allow-Origin'), null);
      });

      it('refuses look-alikes, preflight and all', async () => {
        for (const Origin of [`${friend}.evil.example`, 'http://friend.example', `${friend}:8443`, 'null', '*']) {
          const headers = fromPage({ 'Sec-Fetch-Site': 'cross-site', Origin });
          for (const method of ['POST', 'OPTIONS']) {
            const answer = await send('cors/ok', { method, headers });
            assertRefused(answer, 403, 'unauthorized');
            assert.equal(answer.headers.get('Access-Control-Allow-Origin'), null);
          }
        }
      });
    });

    describe('token handler 4: ids', () => {
      const ids = ['..', '.', 'a/b', '%2e%2e', 'a?b', 'a#b', 'a\\b', 'a b', 'é', '', 'x'.repeat(65), 7, true, {}];
      for (const id of [...ids, ['conn_1'], 'arau_live_1', 'conn_arau_live_1']) {
        it(`refuses ${JSON.stringify(id).slice(0, 20)}`, async () => {
          assertRefused(await send('ok', { body: JSON.stringify({ connectionId: id }) }), 400);
          assert.equal(calls('/asked').length, 0);
        });
      }

      it('takes null for an id that is left out, as `fetchToken` is given it', async () => {
        assert.equal((await send('ok', { body: '{"connectionId":null}' })).status, 200);
        assert.deepEqual(
          calls('/asked').map(({ path }) => path),
          ['/asked/new'],
        );
      });

      for (const body of ['', '{', 'null', '7', '"conn_1"', '[]', '[{"connectionId":"conn_1"}]', '{}{}']) {
        it(`refuses the body ${body || 'of nothing'}`, async () => {
          assertRefused(await send('ok', { body }), 400);
        });
      }
    });

    describe('token handler 5: size', () => {
      it('takes a body of 4 KiB and refuses one byte more', async () => {
        assert.equal((await send('ok', { body: padded(4096) })).status, 200);
        araucaria.calls.length = 0;
        assertRefused(await send('ok', { body: padded(4097) }), 413);
      });

      // Nothing is on its way when the server hangs up: what it answered would be lost with the connection.
      it('refuses 1 MB by its length alone, whoever sends it', async () => {
        assertRefused(await send('ok', { headers: { 'Content-Length': '1000000' }, body: '' }), 413);
      });

      it('refuses a body that does not say how long it is once it is too long, and waits for no more', async () => {
        const endless = new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new TextEncoder().encode(padded(4097))),
        });
        assertRefused(await send('ok', { body: endless }), 413);
      });
    });

    describe('token handler 6: Araucaria', () => {
      const repair = '{"connectionId":"conn_9"}';

      // All that are registered, and one that is not; success without a token is none. Four have a meaning of their own.
      const statuses = [...Object.keys(STATUS_CODES).map(Number), 599].filter((status) => status >= 200);
      for (const status of statuses.filter((code) => ![404, 409, 429, 503].includes(code))) {
        it(`turns its ${status} into 502`, async () => {
          assertProblem(await send(`status-${status}`), 502, 'token-request-rejected');
          assertProblem(await send(`status-${status}`, { body: repair }), 502, 'token-request-rejected');
        });
      }

      it('passes on that a connection is unknown or healthy', async () => {
        assertProblem(await send('status-404', { body: repair }), 404, 'connection-not-found');
        assertProblem(await send('status-409', { body: repair }), 409, 'connection-not-repairable');
      });

      it('has no such answers for a new connection', async () => {
        for (const status of [404, 409]) {
          assertProblem(await send(`status-${status}`), 502, 'token-request-rejected');
        }
      });

      it('passes on how long to wait', async () => {
        for (const status of [429, 503]) {
          const answer = await send(`status-${status}`);
          assertProblem(answer, status, 'token-request-rejected');
          assert.equal(answer.headers.get('Retry-After'), '7');
        }
        assert.equal((await send('date-429')).headers.get('Retry-After'), 'Wed, 21 Oct 2037 07:28:00 GMT');
        assert.equal((await send('garbage-429')).headers.get('Retry-After'), null);
      });

      for (const trouble of ['hang', 'hang-midway']) {
        it(`answers 504 in time: ${trouble}`, async () => {
          assertProblem(await send(trouble), 504, 'token-request-rejected');
        });
      }

      const nonsense = [
        'html',
        'giant',
        'endless',
        'packed',
        'empty',
        'array',
        'null',
        'no-token',
        'number-token',
        'long-token',
      ];
      const keys = [
        'key-token',
        'key-in-token',
        'key-id',
        'key-in-id',
        'key-elsewhere',
        'key-deep',
        'key-name',
        'key-escaped',
      ];
      const dangers = ['broken-token', 'no-id', 'path-id', 'inherited-token', 'reset', 'reset-midway'];
      for (const trouble of [...nonsense, ...keys, ...dangers]) {
        it(`answers 502, and stores no owner: ${trouble}`, async () => {
          assertProblem(await send(trouble), 502, 'token-request-rejected');
          assert.equal(calls('/created').length, 0);
        });
      }

      for (const trouble of keys.filter((name) => !name.endsWith('-id'))) {
        it(`answers 502 to a repair: no member of its answer may hold an API key: ${trouble}`, async () => {
          assertProblem(await send(trouble, { body: repair }), 502, 'token-request-rejected');
        });
      }

      for (const status of [301, 302, 303, 307, 308]) {
        it(`follows no redirect with the key: ${status}`, async () => {
          assertProblem(await send(`redirect-${status}`), 502, 'token-request-rejected');
          assert.equal(calls('/elsewhere').length, 0);
        });
      }

      // The handler's own time-out is 100 s: that one must not be what ends it.
      it('is hung up on when the visitor has gone', { timeout: 90_000 }, async (t) => {
        if (!runtime.noticesGoneVisitors) return t.skip(`${runtimeName} does not say so`);
        const visitor = new AbortController();
        // With a length, as browsers send it: of a body in chunks Deno does not always notice that it was the last.
        const headers = fromPage({ 'Content-Length': '2' });
        const answer = send('wait', { headers, signal: visitor.signal }).catch(() => {});
        const call = await until(() => calls('/wait/v1/')[0], t.signal);
        visitor.abort();
        await call.over;
        await answer;
      });
    });
  });
}

function assertProblem({ status, headers, json }: Answer, expected: number, code: string): void {
  assert.equal(status, expected);
  assert.equal(headers.get('Content-Type'), 'application/problem+json');
  assert.deepEqual(Object.keys(json), ['type', 'title', 'status', 'detail', 'code']);
  assert.equal(json['status'], expected);
  assert.equal(json['code'], code);
}

/** An empty object, blown up. */
const padded = (bytes: number): string => `{}${' '.repeat(bytes - 2)}`;

const jsonType = { 'Content-Type': 'application/json' };

const fromPage = (headers: Record<string, string> = {}): Record<string, string> => ({
  ...jsonType,
  'Sec-Fetch-Site': 'same-origin',
  ...headers,
});

/** Given up with its test: a handler that fails would be waited for without an end. */
async function until<Value>(find: () => Value | undefined, signal: AbortSignal): Promise<Value> {
  for (;;) {
    const value = find();
    if (value !== undefined) return value;
    await pause(5, undefined, { signal });
  }
}
