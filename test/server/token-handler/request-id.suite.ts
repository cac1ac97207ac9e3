import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromPage, type TokenHandlerUnderTest } from '../support/token-requests.ts';

/** Of a request that is refused. The log has it too. */
export const refusedId = 'refused-click';

export function requestIdTests(handler: TokenHandlerUnderTest): void {
  const { send, calls } = handler;

  describe('one id from the click to Araucaria', () => {
    it('is the one of the request', async () => {
      const id = `click-${'~'.repeat(122)}`;
      const { headers } = await send('ok', { headers: fromPage({ 'X-Request-Id': id }) });
      assert.equal(headers.get('X-Request-Id'), id);
      assert.equal(calls('/v1/')[0]?.headers['x-request-id'], id);
    });

    for (const [what, given] of [
      ['none came', undefined],
      ['it is too long', 'x'.repeat(129)],
      ['it has a blank', 'a b'],
      ['it holds an API key', 'arau_live_1'],
    ] as const) {
      it(`is made by the handler where ${what}`, async () => {
        const { headers } = await send('ok', { headers: fromPage(given ? { 'X-Request-Id': given } : {}) });
        const id = headers.get('X-Request-Id') ?? '';
        assert.match(id, /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
        assert.equal(calls('/v1/')[0]?.headers['x-request-id'], id);
      });
    }

    it('is in a refusal', async () => {
      const { status, headers } = await send('ok', { headers: { 'X-Request-Id': refusedId }, method: 'PUT' });
      assert.equal(status, 405);
      assert.equal(headers.get('X-Request-Id'), refusedId);
    });

    it('goes together with the trace of the request', async () => {
      const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
      await send('ok', { headers: fromPage({ traceparent }) });
      await send('ok', { headers: fromPage({ traceparent: 'anything' }) });
      assert.deepEqual(
        calls('/v1/').map(({ headers }) => headers['traceparent']),
        [traceparent, undefined],
      );
    });
  });
}
