import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './support/client.ts';
import { eventsOf, Ledger } from './support/ledger.ts';
import { Receiver, webhookSecret, type Delivery } from './support/receiver.ts';
import { ready, run, stop, type Command } from './support/sandbox-command.ts';

/** How often the sandbox is killed; `KILL_ROUNDS=50` for a long run. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 3);

/** How many clients write at the same time. */
const callers = 8;

/** A receiver that can refuse a part of the deliveries. */
class MoodyReceiver extends Receiver {
  readonly #refused = new Set<number>();
  refusing = false;
  override respond = (index: number): number => {
    if (!this.refusing || Math.random() < 0.8) return 204;
    this.#refused.add(index);
    return 500;
  };

  /** The deliveries that it accepted. */
  get taken(): Delivery[] {
    return this.deliveries.filter((_, index) => !this.#refused.has(index));
  }
}

async function receiverFor(t: TestContext): Promise<{ receiver: MoodyReceiver; environment: Record<string, string> }> {
  const receiver = new MoodyReceiver();
  const url = await receiver.listen();
  t.after(() => receiver.close());
  return {
    receiver,
    environment: {
      ARAUCARIA_WEBHOOK_URL: url,
      ARAUCARIA_WEBHOOK_SECRET: webhookSecret,
      // For any number of rounds.
      ARAUCARIA_TOKEN_TTL: '86400',
      ARAUCARIA_LOG: 'off',
    },
  };
}

/** Writes until there is no answer. */
async function writeOn(client: Client, ledger: Ledger, onWritten: () => void): Promise<void> {
  try {
    for (;;) {
      await ledger.write(client);
      onWritten();
    }
  } catch (error) {
    // `fetch` throws this when the request or the answer was interrupted.
    if (!(error instanceof TypeError && /^(?:fetch failed|terminated)$/.test(error.message))) throw error;
  }
}

/** Runs several writers, and ends the sandbox at a random time. */
async function endUnderLoad(
  command: Command,
  client: Client,
  ledger: Ledger,
  signal: 'SIGKILL' | 'SIGTERM',
): Promise<void> {
  const writes = ledger.acknowledged + 20 + Math.floor(Math.random() * 150);
  const { promise: enough, resolve } = Promise.withResolvers<void>();
  const onWritten = (): void => void (ledger.acknowledged >= writes && resolve());
  const load = Promise.all(Array.from({ length: callers }, () => writeOn(client, ledger, onWritten)));
  await Promise.race([enough, load]);
  // At a random delay, so that it is not always just after an answer.
  await pause(Math.random() * 8);
  assert.equal(await stop(command, signal), signal === 'SIGTERM' ? 0 : null, command.output());
  await load;
  assert.ok(ledger.acknowledged >= writes, 'it ended by itself');
}

/** Waits until the receiver has accepted a webhook for every change. Fails if it has others. */
async function auditWebhooks(t: TestContext, client: Client, ledger: Ledger, receiver: MoodyReceiver): Promise<void> {
  // Webhooks are sent in order: when these have arrived, all earlier ones have.
  for (let last = 0; last < 2; last += 1) {
    await ledger.connect(client);
    const expected = ledger.expectedEvents();
    // The reason, if the test times out.
    const report = (): void => {
      const received = eventsOf(receiver.taken);
      t.diagnostic(`missing: ${expected.filter((event) => !received.includes(event)).join(', ')}`);
    };
    t.signal.addEventListener('abort', report, { once: true });
    while (eventsOf(receiver.taken).length < expected.length) {
      await receiver.received(receiver.deliveries.length + 1);
    }
    t.signal.removeEventListener('abort', report);
  }
  assert.deepEqual(eventsOf(receiver.taken), ledger.expectedEvents());
}

/** For each test, in ms. */
const timeout = 300_000 + rounds * 30_000;

describe('what the sandbox acknowledged', { timeout: 2 * timeout }, () => {
  it(`outlives kill -9 at ${rounds} random moments under load, with its webhooks`, { timeout }, async (t) => {
    const { receiver, environment } = await receiverFor(t);
    const ledger = new Ledger();
    let command = await run(t, environment);
    let client = await ready(command);
    for (let round = 0; round < rounds; round += 1) {
      receiver.refusing = true;
      await endUnderLoad(command, client, ledger, 'SIGKILL');
      receiver.refusing = false;
      command = await run(t, environment, command.folder);
      client = await ready(command);
      await ledger.audit(client);
      await auditWebhooks(t, client, ledger, receiver);
    }
  });

  it('is complete after SIGTERM under load', { timeout }, async (t) => {
    const { receiver, environment } = await receiverFor(t);
    const ledger = new Ledger();
    const command = await run(t, environment);
    await endUnderLoad(command, await ready(command), ledger, 'SIGTERM');
    ledger.forgetUnanswered();
    const client = await ready(await run(t, environment, command.folder));
    await ledger.audit(client);
    await auditWebhooks(t, client, ledger, receiver);
  });
});
