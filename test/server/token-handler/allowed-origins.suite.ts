import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { friend } from '../support/handlers-under-test.ts';
import { fromPage, jsonType, type TokenHandlerUnderTest } from '../support/token-requests.ts';

export function allowedOriginTests(handler: TokenHandlerUnderTest): void {
  const { send, assertRefused } = handler;

  describe('allowed origins', () => {
    it('answers the preflight of an allowed page', async () => {
      const answer = await send('cors/ok', { method: 'OPTIONS', headers: { Origin: friend }, body: null });
      assert.equal(answer.status, 204);
      assert.equal(answer.headers.get('Access-Control-Allow-Origin'), friend);
      assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), 'true');
      assert.equal(answer.headers.get('Access-Control-Allow-Headers'), 'Content-Type');
    });

    it('lets an allowed page send the headers that are named, and no other page', async () => {
      for (const [path, Origin, allowed] of [
        ['cors/headers', friend, 'Content-Type, Authorization, x-csrf-token'],
        ['cors/headers', 'https://evil.example', null],
        ['headers', friend, null],
      ] as const) {
        const { headers } = await send(path, { method: 'OPTIONS', headers: { Origin }, body: null });
        assert.equal(headers.get('Access-Control-Allow-Headers'), allowed);
      }
    });

    it('accepts an allowed page on any site, and refuses a request without an origin', async () => {
      for (const site of ['cross-site', 'same-site', 'none']) {
        const headers = fromPage({ 'Sec-Fetch-Site': site });
        assert.equal((await send('cors/ok', { headers: { ...headers, Origin: friend } })).status, 200, site);
        handler.araucaria.calls.length = 0;
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
        assert.equal(handler.araucaria.calls.length, 0);
      }
    });

    it('lets an allowed page read tokens and failures', async () => {
      const headers = fromPage({ 'Sec-Fetch-Site': 'cross-site', Origin: friend });
      for (const [path, status] of [['cors/ok', 200] as const, ['cors/status-429', 429] as const]) {
        const answer = await send(path, { headers });
        assert.equal(answer.status, status);
        assert.equal(answer.headers.get('Access-Control-Allow-Origin'), friend);
        assert.equal(answer.headers.get('Access-Control-Allow-Credentials'), 'true');
        assert.equal(answer.headers.get('Access-Control-Expose-Headers'), 'Retry-After, X-Request-Id');
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
}
