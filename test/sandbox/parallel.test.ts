import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sandboxFor, type Answer } from './support/client.ts';
import { Receiver, webhookSecret } from './support/receiver.ts';

/** The results of `count` calls that start before the first is answered. */
function atOnce<Result>(count: number, call: (index: number) => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => call(index)));
}

/**
 * The results of one call for each item, with a limited number in progress. If a thousand started at once, they would wait
 * for a connection, and on a slow machine longer than the time-outs of `fetch` and the server.
 */
async function pooled<Item, Result>(items: Iterable<Item>, call: (item: Item) => Promise<Result>): Promise<Result[]> {
  const queue = Array.from(items).entries();
  const results: Result[] = [];
  await atOnce(100, async () => {
    for (const [index, item] of queue) results[index] = await call(item);
  });
  return results;
}

const statuses = (answers: readonly Answer[]): number[] =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);

describe('callers in parallel', () => {
  it('create 1,000 connections, a hundred at a time, each with its own id and token, and find every one', async (t) => {
    const client = await sandboxFor(t);
    const created = await pooled(Array(1_000), () => client.create());
    assert.equal(new Set(created.map(({ connectionId }) => connectionId)).size, 1_000);
    assert.equal(new Set(created.map(({ widgetToken }) => widgetToken)).size, 1_000);

    const sessions = await pooled(created, ({ connectionId, widgetToken }) =>
      client.session(widgetToken, connectionId),
    );
    assert.ok(sessions.every(({ status }) => status === 200));
    const found = await pooled(created, ({ connectionId }) => client.status(connectionId));
    assert.ok(found.every((status) => status === 'PENDING'));
  });

  it('get one connection for one Idempotency-Key', async (t) => {
    const client = await sandboxFor(t);
    const answers = await atOnce(100, () =>
      client.backend('POST', '/v1/connections', { headers: { 'Idempotency-Key': 'order-1' } }),
    );
    assert.ok(answers.every(({ status }) => status === 201));
    assert.equal(new Set(answers.map(({ body }) => body.connectionId)).size, 1);
    assert.equal(new Set(answers.map(({ body }) => body.widgetToken)).size, 100);
  });

  it('change a connection once, with one webhook', async (t) => {
    const receiver = new Receiver();
    const webhookUrl = await receiver.listen();
    t.after(() => receiver.close());
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    const { connectionId } = await client.create();
    for (const [index, action] of ['connect', 'fail-auth', 'connect'].entries()) {
      const answers = await atOnce(20, () => client.backend('POST', `/sandbox/connections/${connectionId}/${action}`));
      assert.deepEqual(statuses(answers), [200, ...Array<number>(19).fill(409)]);
      const heard = await receiver.received(index + 1);
      assert.equal(heard.length, receiver.deliveries.length);
    }
  });
});
