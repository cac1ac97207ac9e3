import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TokenHandlerUnderTest } from '../support/token-requests.ts';

export function requestBodyTests(handler: TokenHandlerUnderTest): void {
  const { send, calls, assertRefused } = handler;

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
    it('accepts a body of 4 KiB and refuses one byte more', async () => {
      assert.equal((await send('ok', { body: padded(4096) })).status, 200);
      handler.araucaria.calls.length = 0;
      assertRefused(await send('ok', { body: padded(4097) }), 413);
    });
  });
}

/** Of bodies that are not as long as they say, or never end. */
export function requestSizeTests(handler: TokenHandlerUnderTest): void {
  const { send, assertRefused } = handler;

  describe('size', () => {
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
}

/** An empty object, padded with blanks. */
const padded = (bytes: number): string => `{}${' '.repeat(bytes - 2)}`;
