import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { startHost, type Host } from '../../demo/host/start-host.ts';
import { Visitor } from './support/visitor.ts';

const newSecret = (): string => `whsec_${randomBytes(24).toString('base64')}`;
const webhookSecret = newSecret();

type Delivery = { id?: string; sentAt?: Date; secret?: string; payload: string; tampered?: string };

describe('the webhook receiver', () => {
  let host: Host;
  let someone: Visitor;
  let connections = 0;
  // The host requests nothing of Araucaria here but a new connection.
  const araucaria = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ connectionId: `conn_${(connections += 1)}`, widgetToken: 'wtk_1' }));
  });

  before(async () => {
    araucaria.listen(0, '127.0.0.1');
    await once(araucaria, 'listening');
    const { port } = araucaria.address() as AddressInfo;
    const araucariaUrl = `http://127.0.0.1:${port}`;
    host = await startHost({ port: 0, database: ':memory:', araucariaUrl, apiKey: 'arau_key', webhookSecret });
    someone = new Visitor(host.url);
    await someone.open();
  });
  after(async () => {
    await host.close();
    araucaria.closeAllConnections();
    araucaria.close();
  });

  async function deliver(delivery: Delivery): Promise<number> {
    const { id = `msg_${randomBytes(8).toString('hex')}`, sentAt = new Date(), secret = webhookSecret } = delivery;
    const response = await fetch(`${host.url}/webhooks/araucaria`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, sentAt, delivery.payload),
      },
      body: delivery.tampered ?? delivery.payload,
    });
    return response.status;
  }

  async function statusOf(connectionId: string): Promise<string | undefined> {
    const list = (await someone.connections()) as { connectionId: string; status: string }[];
    return list.find((connection) => connection.connectionId === connectionId)?.status;
  }

  it('accepts a webhook with a valid signature', async () => {
    const connectionId = await someone.createConnection();
    assert.equal(await deliver({ payload: event(connectionId, 'CONNECTED') }), 204);
    assert.equal(await statusOf(connectionId), 'CONNECTED');
  });

  it('refuses a webhook that is unsigned, signed with another secret, changed, too old or from the future', async () => {
    const connectionId = await someone.createConnection();
    const payload = event(connectionId, 'CONNECTED');
    const unsigned = await fetch(`${host.url}/webhooks/araucaria`, { method: 'POST', body: payload });
    assert.equal(unsigned.status, 400);
    assert.equal(await deliver({ payload, secret: newSecret() }), 400);
    assert.equal(await deliver({ payload: event('conn_other', 'CONNECTED'), tampered: payload }), 400);
    assert.equal(await deliver({ payload, sentAt: new Date(Date.now() - 6 * 60_000) }), 400);
    assert.equal(await deliver({ payload, sentAt: new Date(Date.now() + 6 * 60_000) }), 400);
    assert.equal(await statusOf(connectionId), undefined);
  });

  it('applies a webhook once that is delivered twice', async () => {
    const connectionId = await someone.createConnection();
    const first = { id: `msg_twice_${connectionId}`, payload: event(connectionId, 'CONNECTED', 0) };
    assert.equal(await deliver(first), 204);
    // The same id with another status, which would show if it were applied.
    assert.equal(await deliver({ id: first.id, payload: event(connectionId, 'FAILED_AUTH', 1) }), 204);
    assert.equal(await statusOf(connectionId), 'CONNECTED');
  });

  it('ignores an older event that arrives later', async () => {
    const connectionId = await someone.createConnection();
    await deliver({ payload: event(connectionId, 'FAILED_AUTH', 2) });
    assert.equal(await deliver({ payload: event(connectionId, 'CONNECTED', 1) }), 204);
    assert.equal(await statusOf(connectionId), 'FAILED_AUTH');
  });

  it('never lists a connection again that has ended, whatever arrives later', async () => {
    const connectionId = await someone.createConnection();
    await deliver({ payload: event(connectionId, 'CONNECTED', 0) });
    await deliver({ payload: event(connectionId, 'DISCONNECTED', 1) });
    assert.equal(await statusOf(connectionId), undefined);
    await deliver({ payload: event(connectionId, 'FAILED_AUTH', 2) });
    assert.equal(await statusOf(connectionId), undefined);
  });

  it('accepts other types of events and unknown connections, so that they are not sent again', async () => {
    assert.equal(await deliver({ payload: '{"type":"account.updated","data":{}}' }), 204);
    assert.equal(await deliver({ payload: event('conn_unknown', 'CONNECTED') }), 204);
  });

  it('refuses a signed body that is not JSON, and one that is too large', async () => {
    assert.equal(await deliver({ payload: 'connected!' }), 400);
    assert.equal(await deliver({ payload: JSON.stringify('x'.repeat(70_000)) }), 413);
  });
});

/** An event that happened that many seconds after a fixed time. */
function event(connectionId: string, status: 'CONNECTED' | 'FAILED_AUTH' | 'DISCONNECTED', seconds = 0): string {
  return JSON.stringify({
    type: `connection.${status.toLowerCase()}`,
    timestamp: new Date(Date.UTC(2030, 0, 1, 12, 0, seconds)).toISOString(),
    data: { connectionId, status, institutionId: 'banco-alerce' },
  });
}
