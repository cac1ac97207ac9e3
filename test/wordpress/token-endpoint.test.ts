import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { join } from 'node:path';
import { startApiStandIn } from '../../src/cli/check/api-stand-in.ts';
import { assertAllRulesHold } from '../server/support/assert-all-rules-hold.ts';
import { canaryKey } from '../server/support/canary-key.ts';
import { startFakeAraucaria, type Call, type FakeAraucaria } from '../server/support/fake-araucaria.ts';
import { overHttp } from '../server/support/over-http.ts';
import { assertProblem, fromPage, type Answer, type Sent } from '../server/support/token-requests.ts';
import { askForToken } from '../server/token-handler.suite.ts';
import { araucariaAnswerTests } from '../server/token-handler/araucaria-answers.suite.ts';
import { requestBodyTests } from '../server/token-handler/request-body.suite.ts';
import { requestIdTests } from '../server/token-handler/request-id.suite.ts';
import { requestOriginTests } from '../server/token-handler/request-origin.suite.ts';
import { startWordPress, type WordPress } from './support/start-wordpress.ts';

const plugin = join(import.meta.dirname, '../../demo/wordpress/araucaria-connect');

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
  const send = (path: string, { user = 'author', ...sent }: Sent & { user?: string } = {}): Promise<Answer> =>
    askForToken(`${wordpress.url}/?araucaria-connect=widget-token`, overHttp, {
      ...sent,
      headers: { ...(sent.headers ?? fromPage()), 'X-Test-Api': `${araucaria.url}/${path}`, 'X-Test-User': user },
    });

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

  it('holds all rules of a token endpoint', { timeout: 180_000 }, async () => {
    const api = await startApiStandIn(0);
    const url = new URL('/?araucaria-connect=widget-token', wordpress.url);
    await assertAllRulesHold(url, { 'X-Test-Api': api.url, 'X-Test-User': 'author', 'X-Test-Quiet': 'yes' }, api);
    await api.close();
  });

  requestIdTests(handler);
  requestOriginTests(handler);
  requestBodyTests(handler);
  // WordPress reads to the end, or to the time-out, and keeps the first 64 KiB.
  araucariaAnswerTests(handler, { endless: 504 });
});
