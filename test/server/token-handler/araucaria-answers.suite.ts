import assert from 'node:assert/strict';
import { STATUS_CODES } from 'node:http';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { assertProblem, fromPage, type TokenHandlerUnderTest } from '../support/token-requests.ts';

/** `endless`: the status for an answer of Araucaria that never ends. */
export function araucariaAnswerTests(handler: TokenHandlerUnderTest, { endless = 502 } = {}): void {
  const { send, calls } = handler;

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

    const nonsense = ['html', 'giant', 'packed', 'empty', 'array', 'null', 'no-token', 'number-token', 'long-token'];
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

    it(`answers ${endless}, and stores no owner: endless`, async () => {
      assertProblem(await send('endless'), endless, 'token-request-rejected');
      assert.equal(calls('/created').length, 0);
    });

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
      if (!handler.runtime.abortsRequests) return t.skip(`${handler.runtimeName} does not report that`);
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
}

/** Polls until there is a value, or until the test is aborted. */
async function until<Value>(find: () => Value | undefined, signal: AbortSignal): Promise<Value> {
  for (;;) {
    const value = find();
    if (value !== undefined) return value;
    await pause(5, undefined, { signal });
  }
}
