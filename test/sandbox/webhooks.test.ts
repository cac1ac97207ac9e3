import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { Database } from '../../src/sandbox/storage/database.ts';
import { WebhookOutbox } from '../../src/sandbox/webhooks/outbox.ts';
import type { WebhookEvent } from '../../src/shared/connection.ts';
import { Client, sandboxFor } from './support/client.ts';
import { Receiver, webhookSecret } from './support/receiver.ts';
import { standingClock } from './support/standing-clock.ts';
import { temporaryFile } from './support/temporary-file.ts';

async function receiverFor(t: TestContext): Promise<{ receiver: Receiver; webhookUrl: string }> {
  const receiver = new Receiver();
  const webhookUrl = await receiver.listen();
  t.after(() => receiver.close());
  return { receiver, webhookUrl };
}

// Concurrently, because one of them waits for a slow receiver.
describe('webhooks', { concurrency: true }, () => {
  it('are sent when a connection is made, fails and is repaired, with a signature', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    const { connectionId, widgetToken } = await client.create();
    await client.attempt(widgetToken, connectionId, 'ok');
    await receiver.received(1);
    await client.backend('POST', `/sandbox/connections/${connectionId}/fail-auth`);
    await receiver.received(2);
    await client.backend('POST', `/sandbox/connections/${connectionId}/connect`);
    const deliveries = await receiver.received(3);

    const data = { connectionId, institutionId: 'banco-alerce' };
    const types = ['connection.connected', 'connection.failed_auth', 'connection.connected'];
    const states = ['CONNECTED', 'FAILED_AUTH', 'CONNECTED'];
    for (const [index, { headers, payload, event }] of deliveries.entries()) {
      assert.deepEqual(new Webhook(webhookSecret).verify(payload, headers), event);
      assert.throws(() => new Webhook(webhookSecret).verify(`${payload} `, headers));
      assert.equal(headers['content-type'], 'application/json');
      assert.deepEqual(event, {
        type: types[index],
        timestamp: new Date(event.timestamp).toISOString(),
        data: { ...data, status: states[index] },
      });
    }
    assert.equal(new Set(deliveries.map(({ headers }) => headers['webhook-id'])).size, 3);
  });

  it('are signed with the real time, so that a receiver accepts them after the clock was advanced', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.sandbox.clock.advance(90 * 86_400_000);
    await client.connected();
    const [delivery] = await receiver.received(1);
    assert.ok(delivery);
    const { headers, payload, event } = delivery;
    // It refuses timestamps that are more than five minutes off.
    assert.deepEqual(new Webhook(webhookSecret).verify(payload, headers), event);
    assert.ok(Date.parse(event.timestamp) > Date.now() + 89 * 86_400_000, 'what happened, happened by the moved clock');
  });

  it('wait for a receiver that is down', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.isDown = true;
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    const connectionId = await client.connected();
    const [failed] = (await tried(client, 1)).deliveries;
    assert.equal(failed?.status, null);
    receiver.isDown = false;
    await client.sandbox.clock.advance(5_000);
    const [delivery] = await receiver.received(1);
    assert.equal(delivery?.event.data.connectionId, connectionId);
  });

  it('record why a delivery failed', async (t) => {
    // No server can be there: the port is reserved for the system.
    const client = await sandboxFor(t, { webhookUrl: 'http://127.0.0.1:2/', webhookSecret });
    await client.connected();
    const [failed] = (await tried(client, 1)).deliveries;
    assert.deepEqual([failed?.status, failed?.failure], [null, 'ECONNREFUSED']);
  });

  it('are delivered ten times over three days, and then given up', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = () => 500;
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.connected();
    const [second, minute, hour] = [1_000, 60_000, 3_600_000];
    const schedule = [
      5 * second,
      5 * minute,
      30 * minute,
      2 * hour,
      5 * hour,
      10 * hour,
      14 * hour,
      20 * hour,
      24 * hour,
    ];
    for (const [index, expected] of schedule.entries()) {
      const { nextTryAt, deliveries } = await tried(client, index + 1);
      const wait = Date.parse(nextTryAt ?? '') - Date.parse(deliveries[0]?.at ?? '');
      // Up to a fifth earlier, so that webhooks that failed together are not retried together.
      assert.ok(wait >= expected * 0.8 && wait <= expected + 10 * second, `${wait} ms after try ${index + 1}`);
      // If the clock had run on, the delivery would have timed out.
      await client.sandbox.clock.advance(Date.parse(nextTryAt ?? '') - client.sandbox.clock.now());
    }
    const { state, nextTryAt, deliveries } = await tried(client, 10);
    assert.deepEqual(
      [state, nextTryAt, new Set(deliveries.map(({ status }) => status))],
      ['given-up', null, new Set([500])],
    );
    await client.sandbox.clock.advance(100 * hour);
    assert.equal(receiver.deliveries.length, 10);
  });

  it('do not wait for a slow receiver longer than 15 s', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = (index) => (index === 0 ? 'hang' : 204);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    const begin = performance.now();
    await client.connected();
    const [late] = (await tried(client, 1)).deliveries;
    const waited = performance.now() - begin;
    assert.deepEqual([late?.status, late?.failure], [null, 'no answer within 15 s']);
    assert.ok(waited >= 14_900, `${waited} ms`);
    await client.sandbox.clock.advance(5_000);
    await receiver.received(2);
    assert.equal((await tried(client, 2)).state, 'delivered');
  });

  it('have a time-out of 15 s of real time, even if the clock is advanced meanwhile', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const late = Promise.withResolvers<void>();
    receiver.respond = () => ({ status: 204, headers: {}, after: late.promise });
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.connected();
    await receiver.received(1);
    const moved = client.sandbox.clock.advance(3_600_000);
    await client.create();
    late.resolve();
    await moved;
    const { state, deliveries } = await tried(client, 1);
    assert.deepEqual([state, deliveries[0]?.status], ['delivered', 204]);
  });

  it('are all sent and answered when the clock is advanced past their times', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = () => ({ status: 500, headers: {}, after: new Promise(setImmediate) });
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.connected();
    await client.sandbox.clock.advance(4 * 86_400_000);
    assert.equal(receiver.deliveries.length, 10);
    assert.equal((await tried(client, 10)).state, 'given-up');
  });

  it('stop after an answer of 410, until one is delivered again', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = (index) => (index === 0 ? 410 : 204);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.connected();
    const gone = await tried(client, 1);
    assert.equal(gone.state, 'given-up');
    await client.connected();
    await client.sandbox.clock.advance(100 * 3_600_000);
    assert.equal(receiver.deliveries.length, 1, 'the endpoint is gone for other webhooks too');

    const { status } = await client.backend('POST', `/sandbox/webhooks/${gone.id}/deliver`);
    assert.equal(status, 202);
    const all = await receiver.received(3);
    assert.equal(all.filter(({ headers }) => headers['webhook-id'] === gone.id).length, 2);
  });

  for (const [name, status, retryAfter] of [
    ['a 429, in seconds', 429, () => '3600'],
    ['a 503, in seconds', 503, () => '3600'],
    ['a 429, as a date', 429, () => new Date(Date.now() + 3_600_000).toUTCString()],
  ] as const) {
    it(`all wait for the Retry-After of ${name}`, async (t) => {
      const { receiver, webhookUrl } = await receiverFor(t);
      receiver.respond = (index) => (index === 0 ? { status, headers: { 'Retry-After': retryAfter() } } : 204);
      const client = await sandboxFor(t, { webhookUrl, webhookSecret });
      // A date is a time of the receiver's clock.
      await client.sandbox.clock.advance(86_400_000);
      await client.connected();
      await tried(client, 1);
      await client.connected();
      // A date has whole seconds, and a slow machine reads it late.
      await client.sandbox.clock.advance(3_000_000);
      assert.equal(receiver.deliveries.length, 1);
      await client.sandbox.clock.advance(600_000);
      await receiver.received(3);
    });
  }

  it('are sent one at a time while the receiver is overloaded', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const all = Promise.withResolvers<void>();
    receiver.respond = () => ({ status: 503, headers: {}, after: all.promise });
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    for (let count = 0; count < 5; count += 1) await client.connected();
    all.resolve();
    await client.sandbox.clock.advance(5_000);
    await receiver.received(6);
    assert.equal(receiver.mostAtOnce, 1);
  });

  it('belong to one API key, also if another one uses the same database', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const first = await receiverFor(t);
    first.receiver.respond = () => 500;
    const one = await sandboxFor(t, { database, webhookUrl: first.webhookUrl, webhookSecret });
    await one.connected();
    const { id } = await tried(one, 1);

    const second = await receiverFor(t);
    const options = { apiKey: 'arau_other', webhookUrl: second.webhookUrl, webhookSecret };
    const { sandbox: other } = await sandboxFor(t, { database, ...options });
    const { connectionId } = await other.createConnection();
    await other.connect(connectionId);
    const [delivery] = await second.receiver.received(1);
    assert.equal(delivery?.event.data.connectionId, connectionId);
    await other.clock.advance(3_600_000);
    assert.equal(second.receiver.deliveries.length, 1);
    const asOther = new Client(other.url, 'arau_other');
    assert.deepEqual(
      (await webhooksOf(asOther)).map(({ deliveries }) => deliveries.length),
      [1],
    );
    assert.equal((await asOther.backend('POST', `/sandbox/webhooks/${id}/deliver`)).status, 404);
  });

  it('are sent by one of two sandboxes that share a database and a key', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const both = Promise.withResolvers<void>();
    receiver.respond = () => ({ status: 204, headers: {}, after: both.promise });
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const settings = { database, webhookUrl, webhookSecret, clock: standingClock() };
    const client = await sandboxFor(t, settings);
    const other = await sandboxFor(t, settings);
    await client.connected();
    await receiver.received(1);
    // The other sandbox looks for webhooks as well.
    await other.connected();
    await receiver.received(2);
    both.resolve();
    await other.sandbox.clock.advance(1_000);
    assert.equal(receiver.deliveries.length, 2);
  });

  it('can be delivered again, with the same id', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.connected();
    const { id, state } = await tried(client, 1);
    assert.equal(state, 'delivered');
    assert.equal((await client.backend('POST', `/sandbox/webhooks/${id}/deliver`)).status, 202);
    const [first, second] = await receiver.received(2);
    assert.equal(second?.headers['webhook-id'], first?.headers['webhook-id']);
    assert.equal((await tried(client, 2)).state, 'delivered');
    assert.equal((await client.backend('POST', '/sandbox/webhooks/msg_unknown/deliver')).status, 404);
  });

  it('are sent in the order of their events, also those that had to wait', async () => {
    const clock = standingClock();
    const outbox = new WebhookOutbox(new Database(':memory:'), clock, 'app');
    const data = { connectionId: 'conn_1', status: 'CONNECTED', institutionId: null } as const;
    for (let minute = 0; minute < 6; minute += 1) {
      outbox.add({ type: 'connection.connected', timestamp: `2030-01-01T12:0${minute}:00.000Z`, data });
      await clock.advance(60_000);
    }
    const minutes = outbox.claim(6).map(({ payload }) => (JSON.parse(payload) as WebhookEvent).timestamp.slice(15, 16));
    assert.equal(minutes.join(''), '012345');
  });

  it('can be delivered again during the last delivery', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const restarted = Promise.withResolvers<void>();
    receiver.respond = (index) => ({ status: 410, headers: {}, ...(index === 0 && { after: restarted.promise }) });
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.connected();
    await receiver.received(1);
    const [{ id }] = (await webhooksOf(client)) as [Listed];
    assert.equal((await client.backend('POST', `/sandbox/webhooks/${id}/deliver`)).status, 202);
    restarted.resolve();
    await tried(client, 1);
    // After a 410 no webhook is sent; the one that was requested still waits.
    assert.equal((await webhooksOf(client))[0]?.state, 'waiting');
    assert.equal((await client.backend('POST', `/sandbox/webhooks/${id}/deliver`)).status, 202);
    assert.equal((await tried(client, 2)).state, 'given-up');
  });

  it('survive a restart until they are delivered', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = () => 500;
    const settings = { database: await temporaryFile(t, 'sandbox.sqlite'), webhookUrl, webhookSecret };
    const before = await sandboxFor(t, settings);
    await before.connected();
    const [refused] = await receiver.received(1);
    await before.sandbox.close();

    receiver.respond = () => 204;
    const count = receiver.deliveries.length;
    await sandboxFor(t, settings);
    const taken = (await receiver.received(count + 1)).at(-1);
    assert.equal(taken?.headers['webhook-id'], refused?.headers['webhook-id']);
  });

  it('follow no redirect', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = (index) => (index === 0 ? 307 : 204);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.connected();
    await tried(client, 1);
    await client.sandbox.clock.advance(5_000);
    const [first, second] = await receiver.received(2);
    assert.equal(second?.headers['webhook-id'], first?.headers['webhook-id']);
  });
});

describe('webhooks that are retried', () => {
  it('reach a receiver that was down, with the same id and a new timestamp', async (t) => {
    // The machine's timers, which only the test advances.
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = (index) => (index === 0 ? 500 : 204);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.connected();
    await receiver.received(1);
    await tried(client, 1);
    // Timestamps are in seconds.
    t.mock.timers.tick(1_000);
    // The first retry comes within 5 s.
    await client.sandbox.clock.advance(5_000);
    const [refused, taken] = await receiver.received(2);
    assert.ok(refused && taken);
    assert.equal(taken.headers['webhook-id'], refused.headers['webhook-id']);
    assert.equal(taken.payload, refused.payload);
    const [first, second] = [refused, taken].map(({ headers }) => Number(headers['webhook-timestamp']));
    assert.ok(first !== undefined && second !== undefined && second === first + 1);
  });
});

async function webhooksOf(client: Client): Promise<Listed[]> {
  const { body } = await client.backend('GET', '/sandbox/webhooks');
  return body.webhooks;
}

type Listed = {
  id: string;
  state: string;
  nextTryAt: string | null;
  deliveries: { at: string; status: number | null; failure: string | null }[];
};

/** The oldest webhook, once it has that many deliveries. */
async function tried(client: Client, times: number): Promise<Listed> {
  for (;;) {
    const webhook = (await webhooksOf(client)).at(-1);
    if (webhook?.deliveries.length === times) return webhook;
    await pause(5);
  }
}
