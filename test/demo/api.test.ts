import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from '../../demo/host/api.ts';
import type { Services } from '../../demo/host/services.ts';
import { Updates } from '../../demo/host/updates.ts';

test('a page is subscribed to updates until it closes the stream, and a HEAD request is not', async ({ mock }) => {
  const updates = new Updates();
  const subscribe = mock.method(updates, 'subscribe');
  const sessions = { userOf: () => 'ana' };
  const connections = { of: () => [] };
  // The part of the application that these routes use.
  const routes = api({ updates, sessions, connections } as unknown as Services);

  const head = await routes.request('/events', { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get('Content-Type'), 'text/event-stream');
  assert.equal(subscribe.mock.callCount(), 0);

  const page = await routes.request('/events');
  const signal = subscribe.mock.calls[0]?.arguments[2];
  assert.equal(signal?.aborted, false);
  await page.body?.cancel();
  // Hono calls the route's listener in a later turn.
  await new Promise(setImmediate);
  assert.equal(signal?.aborted, true);
});
