import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { Database } from '../../src/sandbox/database.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { WebhookOutbox } from '../../src/sandbox/webhook-outbox.ts';
import { WebhookWorker } from '../../src/sandbox/webhook-worker.ts';
import { apiKey, Client, sandboxFor } from './support/client.ts';
import { Receiver, webhookSecret } from './support/receiver.ts';

async function receiverFor(t: TestContext): Promise<{ receiver: Receiver; webhookUrl: string }> {
  const receiver = new Receiver();
  const webhookUrl = await receiver.listen();
  t.after(() => receiver.close());
  return { receiver, webhookUrl };
}

async function databaseFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  t.after(() => rm(folder, { recursive: true }));
  return join(folder, 'sandbox.sqlite');
}

describe('webhooks', { timeout: 15_000 }, () => {
  it('tell the backend that a connection was made, broken and repaired, signed', async (t) => {
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

  it('sandbox 11: reach a receiver that was down, with the same id and a fresh timestamp', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = (index) => (index === 0 ? 503 : 204);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    const begun = Date.now();
    await client.connected();
    const [refused, taken] = await receiver.received(2);
    assert.ok(refused && taken && Date.now() - begun <= 5_000);
    assert.equal(taken.headers['webhook-id'], refused.headers['webhook-id']);
    assert.equal(taken.payload, refused.payload);
    assert.ok(Number(taken.headers['webhook-timestamp']) > Number(refused.headers['webhook-timestamp']));
    assert.deepEqual(new Webhook(webhookSecret).verify(taken.payload, taken.headers), taken.event);
  });

  it('sandbox 11: wait for a receiver that nobody answers for', async (t) => {
    const first = new Receiver();
    const webhookUrl = await first.listen();
    await first.close();
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    const connectionId = await client.connected();
    const receiver = new Receiver();
    await receiver.listen(Number(new URL(webhookUrl).port));
    t.after(() => receiver.close());
    const [delivery] = await receiver.received(1);
    assert.equal(delivery?.event.data.connectionId, connectionId);
  });

  it('survive a restart until they are delivered', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = () => 500;
    const settings = { database: await databaseFor(t), webhookUrl, webhookSecret };
    const before = await startSandbox({ port: 0, apiKey, ...settings });
    await new Client(before.url).connected();
    const [refused] = await receiver.received(1);
    await before.close();

    receiver.respond = () => 204;
    const count = receiver.deliveries.length;
    await sandboxFor(t, settings);
    const taken = (await receiver.received(count + 1)).at(-1);
    assert.equal(taken?.headers['webhook-id'], refused?.headers['webhook-id']);
  });

  it('sandbox 12: are given up when the receiver answers 410', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = () => 410;
    const outbox = new WebhookOutbox(new Database(':memory:'));
    const data = { connectionId: 'conn_x', status: 'CONNECTED', institutionId: 'banco-alerce' } as const;
    outbox.add({ type: 'connection.connected', timestamp: new Date().toISOString(), data });
    const worker = new WebhookWorker(outbox, webhookUrl, webhookSecret);
    worker.start();
    t.after(() => worker.stop());
    await receiver.received(1);
    while (outbox.nextDue() !== null) await pause(2);
    assert.equal(receiver.deliveries.length, 1);
  });

  it('follow no redirect', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = (index) => (index === 0 ? 307 : 204);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    await client.connected();
    const [first, second] = await receiver.received(2);
    assert.equal(second?.headers['webhook-id'], first?.headers['webhook-id']);
  });
});
