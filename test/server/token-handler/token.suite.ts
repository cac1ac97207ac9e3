import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canaryKey } from '../support/canary-key.ts';
import { assertProblem, fromPage, type TokenHandlerUnderTest } from '../support/token-requests.ts';

export function tokenTests(handler: TokenHandlerUnderTest): void {
  const { send, calls, assertRefused } = handler;

  describe('a token', () => {
    it('is minted for a new connection, and sent after the owner is stored', async () => {
      const { status, headers, json } = await send('ok');
      assert.equal(status, 200);
      assert.match(headers.get('Content-Type') ?? '', /^application\/json/);
      assert.deepEqual(json, { widgetToken: 'wtk_1', connectionId: 'conn_1' });
      assert.deepEqual(
        handler.araucaria.calls.map(({ method, path }) => `${method} ${path}`),
        ['GET /asked/new', 'POST /ok/v1/connections', 'GET /created/conn_1'],
      );
    });

    it('is minted to repair a connection, without a new owner', async () => {
      const { status, json } = await send('ok', { body: '{"connectionId":"conn_9"}' });
      assert.equal(status, 200);
      assert.deepEqual(json, { widgetToken: 'wtk_1', connectionId: 'conn_9' });
      assert.deepEqual(
        handler.araucaria.calls.map(({ path }) => path),
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
}
