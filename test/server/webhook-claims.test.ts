import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createWebhookHandler } from '../../src/server/index.ts';
import { canarySecret } from './support/canary-key.ts';
import { body } from './support/signed-webhook.ts';

/** A memory that processes share, as Redis is with `SET id 1 NX EX seconds`. */
class SharedMemory {
  readonly #ends = new Map<string, number>();

  readonly claim = async (id: string, seconds: number): Promise<boolean> => {
    const isFree = (this.#ends.get(id) ?? 0) <= Date.now();
    if (isFree || seconds === 0) this.#ends.set(id, Date.now() + seconds * 1000);
    return isFree;
  };
}

describe('claim', () => {
  let memory: SharedMemory;
  let acted: string[];

  beforeEach(() => {
    memory = new SharedMemory();
    acted = [];
    mock.method(console, 'error', () => {});
    mock.timers.enable({ apis: ['Date'], now: Date.now() });
  });
  afterEach(() => {
    mock.restoreAll();
    mock.timers.reset();
  });

  /** A process of the host: it has a handler, and no memory of its own from before. */
  function startProcess(onEvent: (id: string) => unknown = () => {}, claim = memory.claim) {
    const handle = createWebhookHandler({
      secret: canarySecret,
      claim,
      async onEvent(_event, { id }) {
        await onEvent(id);
        acted.push(id);
      },
    });
    /** Delivers a webhook as the sender does: signed anew. */
    return async (id: string): Promise<number> => {
      const sentAt = new Date();
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': new Webhook(canarySecret).sign(id, sentAt, body),
      };
      const answer = await handle(new Request('https://shop.example/webhooks', { method: 'POST', headers, body }));
      return answer.status;
    };
  }

  it('lets one process act, and the others answer a duplicate with success', async () => {
    const [first, second] = [startProcess(), startProcess()];
    assert.deepEqual([await first('msg_1'), await second('msg_1'), await first('msg_1')], [204, 204, 204]);
    assert.deepEqual(acted, ['msg_1']);
  });

  it('answers 503 while another process acts', async () => {
    const end = Promise.withResolvers<void>();
    const first = startProcess(() => end.promise)('msg_1');
    const second = startProcess();
    assert.equal(await second('msg_1'), 503);
    end.resolve();
    assert.equal(await first, 204);
    assert.equal(await second('msg_1'), 204);
    assert.deepEqual(acted, ['msg_1']);
  });

  it('answers no duplicate with success while another process acts, also when several come at once', async () => {
    const end = Promise.withResolvers<void>();
    const first = startProcess(() => end.promise)('msg_1');
    assert.deepEqual(await Promise.all([startProcess()('msg_1'), startProcess()('msg_1')]), [503, 503]);
    end.reject(new Error('The database is down.'));
    assert.equal(await first, 500);
    assert.equal(await startProcess()('msg_1'), 204);
    assert.deepEqual(acted, ['msg_1'], 'not lost');
  });

  it('knows what was done for as long as senders repeat it', async () => {
    assert.equal(await startProcess()('msg_1'), 204);
    mock.timers.tick(3 * 24 * 3_600_000);
    assert.equal(await startProcess()('msg_1'), 204);
    assert.deepEqual(acted, ['msg_1']);
  });

  it('is given back when onEvent fails', async () => {
    const failing = startProcess(() => assert.fail('The database is down.'));
    assert.equal(await failing('msg_1'), 500);
    assert.equal(await startProcess()('msg_1'), 204);
    assert.deepEqual(acted, ['msg_1']);
  });

  it('ends by itself after a crash', async () => {
    // A process that is killed never goes on.
    void startProcess(() => new Promise(() => {}))('msg_1');
    const other = startProcess();
    assert.equal(await other('msg_1'), 503);
    mock.timers.tick(59_000);
    assert.equal(await other('msg_1'), 503);
    mock.timers.tick(1_000);
    assert.equal(await other('msg_1'), 204);
    assert.deepEqual(acted, ['msg_1']);
  });

  it('refuses a replay after 10,000 other deliveries', async () => {
    const deliver = startProcess();
    for (let index = 0; index <= 10_001; index += 1) assert.equal(await deliver(`msg_${index}`), 204);
    assert.equal(await deliver('msg_0'), 204);
    assert.equal(acted.filter((id) => id === 'msg_0').length, 1);
  });

  it('fails the delivery when the memory is down, and acts on the next', async () => {
    let isDown = true;
    const deliver = startProcess(undefined, (id, seconds) =>
      isDown ? Promise.reject(new Error('The memory is down.')) : memory.claim(id, seconds),
    );
    assert.equal(await deliver('msg_1'), 500);
    isDown = false;
    assert.equal(await deliver('msg_1'), 204);
    assert.deepEqual(acted, ['msg_1']);
  });

  it('answers with success when the memory fails after onEvent', async () => {
    let calls = 0;
    const deliver = startProcess(undefined, async () => ++calls <= 3 || assert.fail('The memory is down.'));
    assert.equal(await deliver('msg_1'), 204);
    assert.deepEqual(acted, ['msg_1']);
  });

  it('that resolves with no boolean fails the delivery, which would be lost', async () => {
    const deliver = startProcess(undefined, (async () => 'OK') as never);
    const log = mock.method(console, 'error', () => {});
    assert.equal(await deliver('msg_1'), 500);
    assert.match(String(log.mock.calls[0]?.arguments[0]), /claim to resolve with true or false; got a string/);
    assert.deepEqual(acted, []);
  });
});
