import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { join } from 'node:path';
import { canaryKey } from '../server/support/canary-key.ts';
import { startFakeAraucaria, type Call, type FakeAraucaria } from '../server/support/fake-araucaria.ts';
import { overHttp } from '../server/support/over-http.ts';
import { assertProblem, fromPage, jsonType, type Answer, type Sent } from '../server/support/token-requests.ts';
import { araucariaAnswerTests } from '../server/token-handler/araucaria-answers.suite.ts';
import { requestBodyTests } from '../server/token-handler/request-body.suite.ts';
import { startWordPress, type WordPress } from './support/start-wordpress.ts';

const plugin = join(import.meta.dirname, '../../demo/wordpress/araucaria-connect');

/** An empty object, padded with blanks. */
const padded = (bytes: number): string => `{}${' '.repeat(bytes - 2)}`;

describe('the token endpoint of the WordPress plugin', () => {
  let araucaria: FakeAraucaria;
  let wordpress: WordPress;

  before(async () => {
    araucaria = await startFakeAraucaria();
    wordpress = await startWordPress({ apiKey: canaryKey, plugin });
  });
  beforeEach(() => {
    araucaria.calls.length = 0;
  });
  after(async () => {
    await wordpress[Symbol.asyncDispose]();
    await araucaria.close();
    assert.ok(!wordpress.printed().includes(canaryKey), 'the key is in the log');
  });

  /** A request of a page of the site. `user`: who is signed in. */
  async function send(path: string, { user = 'author', ...sent }: Sent & { user?: string } = {}): Promise<Answer> {
    const { method = 'POST', headers = fromPage(), body = '{}', signal } = sent;
    const response = await overHttp(
      new Request(`${wordpress.url}/?araucaria-connect=widget-token`, {
        method,
        headers: { ...headers, 'X-Test-Api': `${araucaria.url}/${path}`, 'X-Test-User': user },
        ...(method !== 'GET' && method !== 'HEAD' && body !== null && { body, duplex: 'half' }),
        ...(signal && { signal }),
      }),
    );
    const text = await response.text();
    const everything = JSON.stringify([...response.headers]) + text;
    assert.ok(!everything.includes(canaryKey), 'the key is in an answer');
    assert.ok(!everything.includes('upstream'), "Araucaria's own words are in an answer");
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
    assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
    return { status: response.status, headers: response.headers, json: text ? JSON.parse(text) : {} };
  }

  const calls = (part: string): Call[] => araucaria.calls.filter(({ path }) => path.includes(part));

  function assertRefused(answer: Answer, expected: number, code = 'token-request-rejected'): void {
    assertProblem(answer, expected, code);
    assert.equal(calls('/v1/').length, 0);
  }

  const handler = {
    runtimeName: 'WordPress',
    get runtime() {
      const { url: origin, printed } = wordpress;
      return { origin, send: overHttp, abortsRequests: false, printed, close: async () => {} };
    },
    get araucaria() {
      return araucaria;
    },
    send,
    calls,
    assertRefused,
  };

  it('creates a connection for a visitor who is signed in, and stores whose it is', async () => {
    const answer = await send('ok');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('Content-Type'), 'application/json');
    assert.deepEqual(answer.json, { widgetToken: 'wtk_1', connectionId: 'conn_1' });
    assert.deepEqual(
      araucaria.calls.map(({ method, path }) => `${method} ${path}`),
      ['GET /asked/new', 'POST /ok/v1/connections', 'GET /created/conn_1'],
    );
    assert.equal(calls('/v1/')[0]?.headers.authorization, `Bearer ${canaryKey}`);
  });

  it('repairs a connection for its owner alone', async () => {
    await send('ok', { user: 'editor' });
    araucaria.calls.length = 0;
    assertRefused(await send('ok', { user: 'administrator', body: '{"connectionId":"conn_1"}' }), 403, 'unauthorized');
    assertRefused(await send('ok', { user: 'editor', body: '{"connectionId":"conn_2"}' }), 403, 'unauthorized');
    const answer = await send('ok', { user: 'editor', body: '{"connectionId":"conn_1"}' });
    assert.deepEqual(answer.json, { widgetToken: 'wtk_1', connectionId: 'conn_1' });
    assert.deepEqual(
      calls('/v1/').map(({ path }) => path),
      ['/ok/v1/connections/conn_1/widget-token'],
    );
  });

  it('refuses a visitor who is not signed in', async () => {
    assertRefused(await send('ok', { user: 'nobody' }), 403, 'unauthorized');
  });

  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    it(`refuses ${method}, and names the allowed method`, async () => {
      const answer = await send('ok', { method });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('Allow'), 'POST');
      assert.equal(calls('/v1/').length, 0);
    });
  }

  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'json', '']) {
    it(`refuses the content type "${type}"`, async () => {
      assertRefused(await send('ok', { headers: fromPage({ 'Content-Type': type }) }), 415);
    });
  }

  it('accepts each spelling of the JSON content type', async () => {
    for (const type of ['application/json; charset=utf-8', 'Application/JSON']) {
      assert.equal((await send('ok', { headers: fromPage({ 'Content-Type': type }) })).status, 200);
    }
  });

  for (const site of ['cross-site', 'same-site', 'none', 'nonsense', 'Same-Origin', 'same-origin, none', '']) {
    it(`refuses Sec-Fetch-Site: "${site}", whatever the Origin header is`, async () => {
      for (const origin of [{}, { Origin: wordpress.url }, { Origin: 'null' }]) {
        const headers = fromPage({ 'Sec-Fetch-Site': site, ...origin });
        assertRefused(await send('ok', { headers }), 403, 'unauthorized');
      }
    });
  }

  it('accepts the origin of the site alone in a browser without fetch metadata', async () => {
    assert.equal((await send('ok', { headers: { ...jsonType, Origin: wordpress.url } })).status, 200);
    araucaria.calls.length = 0;
    const wrong = [
      'null',
      'https://evil.example',
      `${wordpress.url}.evil.example`,
      `${wordpress.url}/`,
      'http://127.0.0.1',
    ];
    for (const Origin of wrong) {
      assertRefused(await send('ok', { headers: { ...jsonType, Origin } }), 403, 'unauthorized');
    }
    assertRefused(await send('ok', { headers: jsonType }), 403, 'unauthorized');
  });

  it('refuses a body of more than 4 KiB', async () => {
    assert.equal((await send('ok', { body: padded(4096) })).status, 200);
    araucaria.calls.length = 0;
    assertRefused(await send('ok', { body: padded(4097) }), 413);
    assertRefused(await send('ok', { body: padded(1_000_000) }), 413);
  });

  requestBodyTests(handler);
  // WordPress reads to the end, or to the time-out, and keeps the first 64 KiB.
  araucariaAnswerTests(handler, { endless: 504 });
});
