import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { Database } from '../../src/sandbox/storage/database.ts';
import { WebhookOutbox } from '../../src/sandbox/webhooks/outbox.ts';
import type { WebhookEvent } from '../../src/shared/connection.ts';
import { Client, sandboxFor } from './support/client.ts';
import { tried, webhooksOf, type Listed } from './support/listed-webhooks.ts';
import { receiverFor, webhookSecret } from './support/receiver.ts';
import { standingClock } from './support/standing-clock.ts';
import { temporaryFile } from './support/temporary-file.ts';

describe('webhooks', () => {
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
    const outbox = new WebhookOutbox(new Database(null), clock, 'app');
    const data = { connectionId: 'conn_1', status: 'CONNECTED', institutionId: null } as const;
    for (let minute = 0; minute < 6; minute += 1) {
      outbox.add({ type: 'connection.connected', timestamp: `2030-01-01T12:0${minute}:00.000Z`, data }, 'req_1');
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
});
