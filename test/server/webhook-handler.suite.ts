import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { canarySecret, formerSecret } from './support/canary-key.ts';
import { startFakeAraucaria, type FakeAraucaria } from './support/fake-araucaria.ts';
import type { Runtime } from './support/runtimes.ts';

type Sent = {
  id?: string;
  payload?: string;
  secret?: string;
  sentAt?: Date;
  method?: string;
  /** Replaces headers of the signature. */
  headers?: Record<string, string>;
  /** A header of the signature, and a text to append to it. */
  appended?: ['webhook-timestamp' | 'webhook-signature', string];
  /** The body that arrives, if it is not the signed one. */
  tampered?: string;
};

/** The tests that each runtime has to pass. */
export function webhookHandlerSuite(runtimeName: string, start: (araucariaUrl: string) => Promise<Runtime>): void {
  describe(`webhook handler on ${runtimeName}`, () => {
    let host: FakeAraucaria;
    let runtime: Runtime;
    let ids = 0;

    before(async () => {
      host = await startFakeAraucaria();
      runtime = await start(host.url);
    });
    beforeEach(() => {
      host.calls.length = 0;
    });
    after(async () => {
      await runtime.close();
      await host.close();
      assert.match(runtime.printed(), /onEvent threw/, 'Expected a line in the log for a host function that threw.');
      assert.ok(!runtime.printed().includes(canarySecret.slice(6)), 'the secret is in the console');
    });

    async function deliver(sent: Sent = {}): Promise<{ status: number; headers: Headers; code: string | undefined }> {
      const { id = `msg_${(ids += 1)}`, payload = event(), secret = canarySecret, sentAt = new Date() } = sent;
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, sentAt, payload),
        ...sent.headers,
      };
      if (sent.appended) headers[sent.appended[0]] += sent.appended[1];
      const { method = 'POST' } = sent;
      const body = method === 'GET' ? null : (sent.tampered ?? payload);
      const response = await runtime.send(new Request(`${runtime.origin}/webhooks`, { method, headers, body }));
      const text = await response.text();
      assert.ok(!text.includes(canarySecret.slice(6)), 'the secret is in an answer');
      assert.ok(!text.includes('conn_'), 'the body is in an answer');
      const { code } = text ? (JSON.parse(text) as { code: string }) : { code: undefined };
      return { status: response.status, headers: response.headers, code };
    }

    /** The calls of `onEvent`. */
    const handled = (): string[] => host.calls.map(({ path }) => path);

    it('calls onEvent with a signed event and its id', async () => {
      assert.equal((await deliver({ id: 'msg_a' })).status, 204);
      assert.equal((await deliver({ id: 'msg_b', payload: event('conn_1', 'FAILED_AUTH') })).status, 204);
      assert.equal((await deliver({ id: 'msg_c', payload: event('conn_1', 'DISCONNECTED') })).status, 204);
      assert.deepEqual(handled(), [
        '/connection.connected/conn_1/CONNECTED/msg_a',
        '/connection.failed_auth/conn_1/FAILED_AUTH/msg_b',
        '/connection.disconnected/conn_1/DISCONNECTED/msg_c',
      ]);
    });

    it('accepts the former secret during a rotation, and one valid signature of several', async () => {
      assert.equal((await deliver({ secret: formerSecret })).status, 204);
      const id = 'msg_two_signatures';
      const good = new Webhook(canarySecret).sign(id, new Date(), event());
      const headers = { 'webhook-signature': `v1,AAAA v2,AAAA ${good}` };
      assert.equal((await deliver({ id, headers })).status, 204);
    });

    it('answers a duplicate without another call', async () => {
      for (let times = 0; times < 3; times += 1) assert.equal((await deliver({ id: 'msg_again' })).status, 204);
      assert.equal(handled().length, 1);
    });

    it('answers 503 to a delivery that arrives while it is being processed', async (t) => {
      const first = deliver({ id: 'msg_slow', payload: event('conn_slow') });
      await until(() => host.calls.some(({ path }) => path === '/wait/msg_slow'), t.signal);
      const second = await deliver({ id: 'msg_slow', payload: event('conn_slow') });
      assert.equal(second.status, 503);
      assert.equal(second.headers.get('Retry-After'), '5');
      host.release();
      assert.equal((await first).status, 204);
      assert.equal((await deliver({ id: 'msg_slow', payload: event('conn_slow') })).status, 204);
    });

    it('answers 500 if onEvent throws, and calls it again with the next delivery', async () => {
      const trouble = { id: 'msg_trouble', payload: event('conn_trouble') };
      assert.deepEqual([(await deliver(trouble)).status, (await deliver(trouble)).status], [500, 500]);
      assert.equal(handled().length, 2);
    });

    it('accepts unknown types of events, without a call', async () => {
      assert.equal((await deliver({ payload: '{"type":"account.updated","data":{}}' })).status, 204);
      assert.deepEqual(handled(), []);
    });

    const forged: [string, Sent][] = [
      ['another secret', { secret: 'whsec_c3RyYW5nZXItc3RyYW5nZXItc3RyYW5nZXI=' }],
      ['a byte-order mark added before the body', { tampered: `\ufeff${event()}` }],
      ['junk after the timestamp', { appended: ['webhook-timestamp', 'junk'] }],
      ['junk after the signature', { appended: ['webhook-signature', ',junk'] }],
      ['a changed body', { tampered: event('conn_2') }],
      ['another id', { headers: { 'webhook-id': 'msg_other' } }],
      ['another timestamp', { headers: { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 60) } }],
      ['no signature', { headers: { 'webhook-signature': '' } }],
      ['half a signature', { headers: { 'webhook-signature': 'v1' } }],
      ['a signature of another version', { headers: { 'webhook-signature': 'v2,AAAA' } }],
      ['an invalid timestamp', { headers: { 'webhook-timestamp': 'now' } }],
      // Far from the limit, which a slow machine could reach: verify-webhook.test.ts tests the limit with its own clock.
      ['a time more than five minutes ago', { sentAt: new Date(Date.now() - 3_600_000) }],
      ['a time more than five minutes from now', { sentAt: new Date(Date.now() + 3_600_000) }],
    ];
    for (const [what, sent] of forged) {
      it(`refuses ${what}`, async () => {
        const { status, code } = await deliver(sent);
        assert.deepEqual({ status, code }, { status: 400, code: 'webhook-unverified' });
        assert.deepEqual(handled(), []);
      });
    }

    for (const seconds of [-180, 180]) {
      it(`accepts a clock that is ${seconds} s off`, async () => {
        assert.equal((await deliver({ sentAt: new Date(Date.now() + seconds * 1000) })).status, 204);
      });
    }

    const invalid = {
      'a text that is not JSON': 'connected!',
      'no content': '',
      'an array': '[]',
      null: 'null',
      'no connection': event('conn_1').replace('connectionId', 'id'),
      'an id that is a path': event('../admin'),
      'a status of another type': event('conn_1', 'FAILED_AUTH').replace('failed_auth', 'connected'),
      'an invalid timestamp': event().replace(/2030[^"]+/, 'soon'),
    };
    for (const [what, payload] of Object.entries(invalid)) {
      it(`refuses a signed body with ${what}`, async () => {
        const { status, code } = await deliver({ payload });
        assert.deepEqual({ status, code }, { status: 400, code: 'webhook-invalid' });
        assert.deepEqual(handled(), []);
      });
    }

    it('refuses other methods, and bodies over 64 KiB', async () => {
      const other = await deliver({ method: 'GET' });
      assert.deepEqual([other.status, other.headers.get('Allow')], [405, 'POST']);
      assert.equal((await deliver({ payload: `"${'x'.repeat(65_536)}"` })).status, 413);
    });
  });
}

function event(connectionId = 'conn_1', status: 'CONNECTED' | 'FAILED_AUTH' | 'DISCONNECTED' = 'CONNECTED'): string {
  return JSON.stringify({
    type: `connection.${status.toLowerCase()}`,
    timestamp: '2030-01-01T12:00:00.000Z',
    data: { connectionId, status, institutionId: 'banco-alerce' },
  });
}

async function until(isTrue: () => boolean, signal: AbortSignal): Promise<void> {
  while (!isTrue()) await pause(5, undefined, { signal });
}
