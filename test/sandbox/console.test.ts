import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, it } from 'node:test';
import { ChangeSignal } from '../../src/sandbox/runtime/change-signal.ts';
import { consoleRoutes } from '../../src/sandbox/http/pages/console/routes.ts';
import type { Services } from '../../src/sandbox/http/services.ts';
import { completeSettings } from '../../src/sandbox/settings.ts';
import { sandboxFor } from './support/client.ts';

/** The console's routes of a running sandbox, and the number of streams that listen for its end. */
function runningOn(): { routes: ReturnType<typeof consoleRoutes>; streams: () => number } {
  const { signal } = new AbortController();
  // A stream needs no other services.
  const services = { settings: completeSettings({}), changes: new ChangeSignal(), closing: signal } as Services;
  return { routes: consoleRoutes(services), streams: () => getEventListeners(signal, 'abort').length };
}

describe("the console's stream of changes", () => {
  it('leaves no listener behind when its reader has disconnected', async () => {
    const { routes, streams } = runningOn();
    const { body } = await routes.request('/sandbox/events');
    const reader = body!.getReader();
    assert.match(new TextDecoder().decode((await reader.read()).value), /^event: change\n/);
    assert.equal(streams(), 1);
    await reader.cancel();
    // The stream notices the disconnection a few ticks later.
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    assert.equal(streams(), 0);
  });

  it('does not start for a HEAD request', async () => {
    const { routes, streams } = runningOn();
    const { status, headers } = await routes.request('/sandbox/events', { method: 'HEAD' });
    assert.equal(status, 200);
    assert.equal(headers.get('Content-Type'), 'text/event-stream');
    assert.equal(streams(), 0);
  });
});

describe("the sandbox's own forms", () => {
  it('are refused if they are malformed', async (t) => {
    const client = await sandboxFor(t);
    const broken = {
      'multipart/form-data': 'action=break&id=x',
      'multipart/form-data; boundary=b': '--b\r\nContent-Disposition: form-data; name="action"\r\n\r\nbreak',
    };
    for (const path of ['/sandbox/', '/sandbox/api']) {
      for (const [type, body] of Object.entries(broken)) {
        const headers = { 'Content-Type': type, Origin: client.url };
        const answer = await client.call('POST', path, { body, headers });
        assert.equal(answer.status, 400, `${path}, ${type}`);
        assert.equal(answer.headers.get('Content-Type'), 'application/problem+json');
      }
    }
  });
});
