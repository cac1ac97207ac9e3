import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sandboxFor } from './support/client.ts';
import { tried } from './support/listed-webhooks.ts';
import { receiverFor, webhookSecret } from './support/receiver.ts';
import { temporaryFile } from './support/temporary-file.ts';

// Concurrently, because one of them waits for a slow receiver.
describe('webhooks', { concurrency: true }, () => {
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
