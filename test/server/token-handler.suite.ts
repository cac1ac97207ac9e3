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

/** The tests that each runtime has to pass. They need nothing of it but answers to requests. */
export function tokenHandlerSuite(runtimeName: string, start: (araucariaUrl: string) => Promise<Runtime>): void {
  describe(`on ${runtimeName}`, () => {
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
      assert.ok(!runtime.printed().includes(canaryKey), 'the key is in the console');
    });

    /** Sends a request, by default as a page of the handler's own origin does, and checks that the answer leaks nothing. */
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
      assert.ok(!everything.includes(canaryKey), 'the key is in an answer');
      assert.ok(!everything.includes('upstream'), "Araucaria's own words are in an answer");
      assert.equal(response.headers.get('Cache-Control'), 'no-store');
      assert.equal(response.headers.get('Vary'), 'Origin, Sec-Fetch-Site, Cookie');
      assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
      return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : {} };
    }

    const calls = (part: string): Call[] => araucaria.calls.filter(({ path }) => path.includes(part));

    /** A refusal without a call to Araucaria. */
    function assertRefused(answer: Answer, expected: number, code = 'token-request-rejected'): void {
      assertProblem(answer, expected, code);
      assert.equal(calls('/v1/').length, 0);
    }

    describe('a token', () => {
      it('is minted for a new connection, and sent after the owner is stored', async () => {
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

      it('is requested as documented: with the key, a JSON content type and no body', async () => {
        await send('ok');
        const [call] = calls('/v1/');
        assert.equal(call?.headers.authorization, `Bearer ${canaryKey}`);
        assert.equal(call.headers['content-type'], 'application/json');
        assert.equal(call.body, '');
      });

      it('is not sent if the owner can not be stored', async () => {
        assertProblem(
          await send('ok', { headers: fromPage({ Cookie: 'visitor=unlucky' }) }),
          500,
          'token-request-rejected',
        );
      });
    });

    describe('authorize', () => {
      it('refuses a visitor if it returns false', async () => {
        for (const body of ['{}', '{"connectionId":"conn_9"}']) {
          assertRefused(
            await send('ok', { body, headers: fromPage({ Cookie: 'visitor=stranger' }) }),
            403,
            'unauthorized',
          );
        }
      });

      it('refuses every visitor if it returns nothing', async () => {
        assertRefused(await send('ok', { headers: fromPage({ Cookie: 'visitor=forgotten' }) }), 403, 'unauthorized');
      });

      it('refuses every visitor if it throws', async () => {
        assertRefused(await send('ok', { headers: fromPage({ Cookie: 'visitor=trouble' }) }), 500);
      });
    });

    describe('method, content type and origin', () => {
      for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        it(`refuses ${method}, and names the allowed method`, async () => {
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
        // `Request` adds a content type to a text.
        const body = new TextEncoder().encode('{}');
        assertRefused(await send('ok', { headers: { 'Sec-Fetch-Site': 'same-origin' }, body }), 415);
      });

      it('accepts each spelling of the JSON content type', async () => {
        for (const type of ['application/json; charset=utf-8', 'Application/JSON']) {
          assert.equal((await send('ok', { headers: fromPage({ 'Content-Type': type }) })).status, 200);
        }
      });

      for (const site of ['cross-site', 'same-site', 'none', 'nonsense', 'Same-Origin', 'same-origin, none', '']) {
        it(`refuses Sec-Fetch-Site: "${site}", whatever the Origin header is`, async () => {
          for (const origin of [{}, { Origin: runtime.origin }, { Origin: friend }, { Origin: 'null' }]) {
            assertRefused(
              await send('ok', { headers: fromPage({ 'Sec-Fetch-Site': site, ...origin }) }),
              403,
              'unauthorized',
            );
          }
        });
      }

      it('accepts Sec-Fetch-Site: "same-origin", which no page can forge, whatever the Origin header is', async () => {
        // A page with the referrer policy `no-referrer` sends `Origin: null`.
        for (const origin of [{}, { Origin: runtime.origin }, { Origin: 'null' }]) {
          assert.equal((await send('ok', { headers: fromPage(origin) })).status, 200);
        }
      });

      it('accepts its own origin in a browser without fetch metadata', async () => {
        assert.equal((await send('ok', { headers: { ...jsonType, Origin: runtime.origin } })).status, 200);
      });

      for (const Origin of ['https://shop.example', 'http://shop.example']) {
        it(`accepts ${Origin} behind a proxy of that origin`, async () => {
          const answer = await send('ok', { headers: { ...jsonType, Host: 'shop.example', Origin } });
          assert.equal(answer.status, 200);
        });
      }

      it('refuses any other origin behind a proxy', async () => {
        for (const Origin of ['https://shop.example:8443', 'https://evil.example', 'shop.example', 'null']) {
          assertRefused(
            await send('ok', { headers: { ...jsonType, Host: 'shop.example', Origin } }),
            403,
            'unauthorized',
          );
        }
      });

      it('refuses any other origin in a browser without fetch metadata', async () => {
        const { origin } = runtime;
        for (const Origin of ['null', friend, `${origin}.evil.example`, `${origin}/`, origin.replace('http', 'ftp')]) {
          assertRefused(await send('ok', { headers: { ...jsonType, Origin } }), 403, 'unauthorized');
        }
      });

      it('refuses a request with neither fetch metadata nor an origin', async () => {
        assertRefused(await send('ok', { headers: jsonType }), 403, 'unauthorized');
      });
    });

    describe('allowed origins', () => {
      it('answers the preflight of an allowed page', async () => {
        const answer = await send('cors/ok', { method: 'OPTIONS', headers: { Origin: friend }, body: null });
        assert.equal(answer.status, 204);
        assert.equal(answer.headers.get('Access-Control-Allow-Origin'), friend);
        assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), 'true');
        assert.equal(answer.headers.get('Access-Control-Allow-Headers'), 'Content-Type');
      });

      it('accepts an allowed page on any site, and refuses a request without an origin', async () => {
        for (const site of ['cross-site', 'same-site', 'none']) {
          const headers = fromPage({ 'Sec-Fetch-Site': site });
          assert.equal((await send('cors/ok', { headers: { ...headers, Origin: friend } })).status, 200, site);
          araucaria.calls.length = 0;
          assertRefused(await send('cors/ok', { headers }), 403, 'unauthorized');
        }
      });

      it('accepts an allowed page in a browser without fetch metadata', async () => {
        assert.equal((await send('cors/ok', { headers: { ...jsonType, Origin: friend } })).status, 200);
      });

      it('refuses any other method, and names the allowed methods', async () => {
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

      it('accepts pages of its own origin, without CORS headers', async () => {
        const answer = await send('cors/ok');
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('Access-Control-Allow-Origin'), null);
      });

      it('refuses similar origins, and their preflights', async () => {
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

    describe('ids', () => {
      const ids = ['..', '.', 'a/b', '%2e%2e', 'a?b', 'a#b', 'a\\b', 'a b', 'é', '', 'x'.repeat(65), 7, true, {}];
      for (const id of [...ids, ['conn_1'], 'arau_live_1', 'conn_arau_live_1']) {
        it(`refuses ${JSON.stringify(id).slice(0, 20)}`, async () => {
          assertRefused(await send('ok', { body: JSON.stringify({ connectionId: id }) }), 400);
          assert.equal(calls('/asked').length, 0);
        });
      }

      it('accepts null for a new connection, as `fetchToken` gets it', async () => {
        assert.equal((await send('ok', { body: '{"connectionId":null}' })).status, 200);
        assert.deepEqual(
          calls('/asked').map(({ path }) => path),
          ['/asked/new'],
        );
      });

      for (const body of ['', '{', 'null', '7', '"conn_1"', '[]', '[{"connectionId":"conn_1"}]', '{}{}']) {
        it(`refuses the body ${body || '(empty)'}`, async () => {
          assertRefused(await send('ok', { body }), 400);
        });
      }
    });

    describe('size', () => {
      it('accepts a body of 4 KiB and refuses one byte more', async () => {
        assert.equal((await send('ok', { body: padded(4096) })).status, 200);
        araucaria.calls.length = 0;
        assertRefused(await send('ok', { body: padded(4097) }), 413);
      });

      // The body is empty: a server that closes the connection during a body may lose its answer.
      it('refuses 1 MB by its Content-Length', async () => {
        assertRefused(await send('ok', { headers: { 'Content-Length': '1000000' }, body: '' }), 413);
      });

      it('refuses a body without a Content-Length as soon as it is too long', async () => {
        const endless = new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(new TextEncoder().encode(padded(4097))),
        });
        assertRefused(await send('ok', { body: endless }), 413);
      });
    });

    describe('answers of Araucaria', () => {
      const repair = '{"connectionId":"conn_9"}';

      // All registered statuses, and one that is not. A success without a token fails. Four have a meaning of their own.
      const statuses = [...Object.keys(STATUS_CODES).map(Number), 599].filter((status) => status >= 200);
      for (const status of statuses.filter((code) => ![404, 409, 429, 503].includes(code))) {
        it(`answers 502 to status ${status}`, async () => {
          assertProblem(await send(`status-${status}`), 502, 'token-request-rejected');
          assertProblem(await send(`status-${status}`, { body: repair }), 502, 'token-request-rejected');
        });
      }

      it('passes on 404 and 409 of a repair', async () => {
        assertProblem(await send('status-404', { body: repair }), 404, 'connection-not-found');
        assertProblem(await send('status-409', { body: repair }), 409, 'connection-not-repairable');
      });

      it('answers 502 to 404 and 409 of a new connection', async () => {
        for (const status of [404, 409]) {
          assertProblem(await send(`status-${status}`), 502, 'token-request-rejected');
        }
      });

      it('passes on 429 and 503 with a valid Retry-After', async () => {
        for (const status of [429, 503]) {
          const answer = await send(`status-${status}`);
          assertProblem(answer, status, 'token-request-rejected');
          assert.equal(answer.headers.get('Retry-After'), '7');
        }
        assert.equal((await send('date-429')).headers.get('Retry-After'), 'Wed, 21 Oct 2037 07:28:00 GMT');
        assert.equal((await send('garbage-429')).headers.get('Retry-After'), null);
      });

      for (const trouble of ['hang', 'hang-midway']) {
        it(`answers 504 after the time-out: ${trouble}`, async () => {
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

      // Less than the handler's own time-out of 100 s, which must not end the call.
      it('are not waited for if the visitor goes away', { timeout: 90_000 }, async (t) => {
        if (!runtime.abortsRequests) return t.skip(`${runtimeName} does not report that`);
        const controller = new AbortController();
        // With a Content-Length, as from browsers: Deno does not always notice the last chunk of a chunked body.
        const headers = fromPage({ 'Content-Length': '2' });
        const answer = send('wait', { headers, signal: controller.signal }).catch(() => {});
        const call = await until(() => calls('/wait/v1/')[0], t.signal);
        controller.abort();
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

/** An empty object, padded with blanks. */
const padded = (bytes: number): string => `{}${' '.repeat(bytes - 2)}`;

const jsonType = { 'Content-Type': 'application/json' };

const fromPage = (headers: Record<string, string> = {}): Record<string, string> => ({
  ...jsonType,
  'Sec-Fetch-Site': 'same-origin',
  ...headers,
});

/** Polls until there is a value, or until the test is aborted. */
async function until<Value>(find: () => Value | undefined, signal: AbortSignal): Promise<Value> {
  for (;;) {
    const value = find();
    if (value !== undefined) return value;
    await pause(5, undefined, { signal });
  }
}
