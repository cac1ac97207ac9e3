import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { sandboxFor, type Answer, type Client } from './support/client.ts';
import { receiverFor, webhookSecret } from './support/receiver.ts';
import { assertProblem, assertRefused } from './support/refusals.ts';
import { temporaryFile } from './support/temporary-file.ts';

const disconnect = (client: Client, id: string): Promise<Answer> => client.backend('DELETE', `/v1/connections/${id}`);

/** Every operation that has the id of a connection in its path. */
async function assertGone(client: Client, id: string): Promise<void> {
  assertProblem(await client.backend('GET', `/v1/connections/${id}`), 404);
  assertProblem(await client.backend('POST', `/v1/connections/${id}/widget-token`), 404);
  assertProblem(await client.backend('POST', `/sandbox/connections/${id}/connect`), 404);
  assertProblem(await client.backend('POST', `/sandbox/connections/${id}/fail-auth`), 404);
  assertProblem(await disconnect(client, id), 404);
}

describe('a connection that is ended by the application', () => {
  for (const state of ['PENDING', 'CONNECTED', 'FAILED_AUTH'] as const) {
    it(`is gone, also from ${state}`, async (t) => {
      const client = await sandboxFor(t);
      const create = {
        PENDING: async () => (await client.create()).connectionId,
        CONNECTED: () => client.connected(),
        FAILED_AUTH: () => client.failed(),
      };
      const [id, other] = [await create[state](), await create[state]()];
      const answer = await disconnect(client, id);
      assert.equal(answer.status, 204);
      assert.equal(answer.text, '');
      await assertGone(client, id);
      assert.equal(await client.status(other), state);
    });
  }

  it('is announced by one signed webhook, whatever is repeated', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    const id = await client.connected();
    await receiver.received(1);
    await disconnect(client, id);
    await disconnect(client, id);
    // A webhook of the second request would be sent before this one.
    const next = await client.connected();
    const [, told, last] = await receiver.received(3);
    assert.ok(told && last);
    assert.deepEqual(new Webhook(webhookSecret).verify(told.payload, told.headers), told.event);
    assert.deepEqual(told.event, {
      type: 'connection.disconnected',
      timestamp: told.event.timestamp,
      data: { connectionId: id, status: 'DISCONNECTED', institutionId: 'banco-alerce' },
    });
    assert.equal(last.event.data.connectionId, next);
  });

  it('takes its widget tokens with it', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    await disconnect(client, connectionId);
    assertRefused(await client.session(widgetToken, connectionId), 401, 'token-invalid');
    assertRefused(await client.send(widgetToken, connectionId, 'ok'), 401, 'token-invalid');
  });

  it('takes its attempts with it, whether they wait, ask or are over', async (t) => {
    const client = await sandboxFor(t, { bankDelay: 1_000 });
    const attemptTokens: string[] = [];
    for (const user of ['ok', 'otp', 'locked', 'slow']) {
      const { connectionId, widgetToken } = await client.create();
      attemptTokens.push((await client.send(widgetToken, connectionId, user)).body.attemptToken);
      if (user !== 'slow') await client.sandbox.clock.advance(1_000);
      assert.equal((await disconnect(client, connectionId)).status, 204);
    }
    await client.sandbox.clock.advance(60_000);
    for (const bearer of attemptTokens) {
      assertRefused(await client.call('GET', '/widget/api/attempt', { bearer }), 401, 'token-invalid');
      assertRefused(await client.call('DELETE', '/widget/api/attempt', { bearer }), 401, 'token-invalid');
    }
  });

  it('leaves the attempts of others as they are', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp');
    await disconnect(client, await client.connected());
    assert.equal((await client.answer(attemptToken, '123456')).status, 'connected');
  });

  it('frees its Idempotency-Key: the next request with it makes a new connection', async (t) => {
    const client = await sandboxFor(t);
    const post = (): Promise<Answer> =>
      client.backend('POST', '/v1/connections', { body: {}, headers: { 'Idempotency-Key': 'order-1' } });
    const first = (await post()).body.connectionId;
    assert.equal((await disconnect(client, first)).status, 204);
    const second = (await post()).body.connectionId;
    assert.notEqual(second, first);
    assert.equal(await client.status(second), 'PENDING');
  });

  it('is ended only by the API key that it belongs to, and by no browser', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const mine = await sandboxFor(t, { database });
    const other = await sandboxFor(t, { database, apiKey: 'arau_other_key' });
    const id = await mine.connected();
    assertProblem(await disconnect(other, id), 404);
    assertProblem(await mine.call('DELETE', `/v1/connections/${id}`), 401);
    const headers = { Origin: 'http://localhost:5173' };
    assertProblem(await mine.backend('DELETE', `/v1/connections/${id}`, { headers }), 403);
    assert.equal(await mine.status(id), 'CONNECTED');
  });
});
