import assert from 'node:assert/strict';
import { test } from 'node:test';
import { api } from '../../demo/host/api.ts';
import type { Services } from '../../demo/host/services.ts';
import { Updates } from '../../demo/host/updates.ts';

test('news are kept for a page as long as it listens, and for HEAD not at all', async ({ mock }) => {
  const updates = new Updates();
  const listen = mock.method(updates, 'listen');
  const sessions = { userOf: () => 'ana' };
  const connections = { of: () => [] };
  // All that these routes touch of the application.
  const routes = api({ updates, sessions, connections } as unknown as Services);

  const head = await routes.request('/events', { method: 'HEAD' });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get('Content-Type'), 'text/event-stream');
  assert.equal(listen.mock.callCount(), 0);

  const page = await routes.request('/events');
  const signal = listen.mock.calls[0]?.arguments[2];
  assert.equal(signal?.aborted, false);
  await page.body?.cancel();
  // Hono tells the route in a turn of its own.
  await new Promise(setImmediate);
  assert.equal(signal?.aborted, true);
});
