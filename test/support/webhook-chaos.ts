import assert from 'node:assert/strict';
import { Webhook } from 'standardwebhooks';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Delivery, Receiver } from '../sandbox/support/receiver.ts';
import type { SeededRandom } from './seeded-random.ts';

/** The backend that gets the webhooks. */
export type ChaoticHost = {
  secret: string;
  /** How many processes it has. */
  processes: number;
  /** Sends a webhook to one of them. Resolves with the status of the answer; null if none came. */
  deliver(process: number, webhook: RequestInit): Promise<number | null>;
  /** Called before deliveries: lets something go wrong during them. */
  disturb(random: SeededRandom): Promise<void>;
  /** Called after them: starts what was killed. Nothing is under way. */
  recover(): Promise<void>;
  /** The status that the host believes a connection to have; undefined if it has none. */
  statuses(): Promise<ReadonlyMap<string, string>>;
  /** Holds the next answer of the API until it is released. Left out by a host that asks nothing. */
  holdAnswer?(): { held: Promise<void>; release(): void };
};

/** What happened in a round. */
export type Round = { connections: number; events: number; deliveries: number };

/**
 * Connections of a real sandbox change, and their webhooks reach the host in random order, several at once, some more than
 * once and some only after failures, until each was answered with success. Then the host has to believe what the API says.
 */
export class WebhookChaos {
  readonly #sandbox: Sandbox;
  readonly #receiver: Receiver;
  readonly #host: ChaoticHost;
  readonly #random: SeededRandom;
  #seen = 0;

  /** `receiver` gets the sandbox's webhooks, for this class to deliver. */
  constructor(sandbox: Sandbox, receiver: Receiver, host: ChaoticHost, random: SeededRandom) {
    this.#sandbox = sandbox;
    this.#receiver = receiver;
    this.#host = host;
    this.#random = random;
  }

  async playRound(): Promise<Round> {
    const random = this.#random;
    const ids: string[] = [];
    for (let index = 0; index < 4; index += 1) ids.push((await this.#sandbox.createConnection()).connectionId);
    const queue: Delivery[] = [];
    const round = { connections: ids.length, events: 0, deliveries: 0 };
    const change = async (id: string): Promise<Delivery[]> => {
      const webhooks = await this.#change(id);
      round.events += webhooks.length;
      return webhooks;
    };
    const send = (delivery: Delivery, process = random.below(this.#host.processes)): Promise<boolean> => {
      round.deliveries += 1;
      return this.#deliver(delivery, process);
    };
    for (let changes = 12 + random.below(12); changes > 0 || queue.length > 0;) {
      assert.ok(round.deliveries < 2_000, `Expected an end; ${queue.length} webhooks are refused again and again.`);
      if (changes > 0 && (queue.length === 0 || random.chance(0.4))) {
        changes -= 1;
        queue.push(...(await change(random.pick(ids))));
        continue;
      }
      await this.#host.disturb(random);
      const batch = Array.from({ length: Math.min(queue.length, 1 + random.below(3)) }, () => random.take(queue));
      if (batch.length > 0 && random.chance(0.3)) batch.push(random.pick(batch));
      const isAnswered = await (batch.length === 1 && random.chance(0.5)
        ? this.#overtake(batch, change, send)
        : Promise.all(batch.map((delivery) => send(delivery))));
      await this.#host.recover();
      // What failed comes again, and some of what did not.
      queue.push(...batch.filter((_, index) => !isAnswered[index] || random.chance(0.15)));
    }
    await this.#compare(ids);
    return round;
  }

  /** While the answer to the one delivery is held, the connection changes, and another process hears of it. */
  async #overtake(
    batch: Delivery[],
    change: (id: string) => Promise<Delivery[]>,
    send: (delivery: Delivery, process: number) => Promise<boolean>,
  ): Promise<boolean[]> {
    const [first] = batch;
    assert.ok(first);
    const answer = this.#host.holdAnswer?.();
    const isAnswered = send(first, 0);
    if (!answer) return [await isAnswered];
    // A delivery that was lost, or failed before it asked, holds nothing.
    await Promise.race([answer.held, isAnswered.then(answer.release)]);
    const later = await change(first.event.data.connectionId);
    const others = await Promise.all(later.map((delivery) => send(delivery, 1 % this.#host.processes)));
    batch.push(...later);
    answer.release();
    return [await isAnswered, ...others];
  }

  /** Changes a connection in some way, if it has not ended. Returns the webhooks of it. */
  async #change(id: string): Promise<Delivery[]> {
    const { url, apiKey, clock } = this.#sandbox;
    const status = await this.#truth(id);
    if (status === 'DISCONNECTED') return [];
    if (status !== 'PENDING' && this.#random.chance(0.1)) {
      const headers = { Authorization: `Bearer ${apiKey}` };
      await fetch(`${url}/v1/connections/${id}`, { method: 'DELETE', headers });
    } else await (status === 'CONNECTED' ? this.#sandbox.failAuth(id) : this.#sandbox.connect(id));
    // Until the webhook has arrived. No two changes are in the same millisecond.
    await clock.advance(1);
    const webhooks = this.#receiver.deliveries.slice(this.#seen);
    this.#seen = this.#receiver.deliveries.length;
    assert.equal(webhooks.length, 1);
    return webhooks;
  }

  /** Signs it anew, as a sender does each time. */
  async #deliver({ headers, payload }: Delivery, process: number): Promise<boolean> {
    // Lost on the way.
    if (this.#random.chance(0.15)) return false;
    const id = headers['webhook-id'] ?? '';
    const sentAt = new Date();
    const status = await this.#host.deliver(process, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
        'webhook-signature': new Webhook(this.#host.secret).sign(id, sentAt, payload),
      },
      body: payload,
    });
    assert.ok(status === null || status === 204 || status >= 500, `The host answered ${status}.`);
    return status === 204;
  }

  async #compare(ids: readonly string[]): Promise<void> {
    const believed = await this.#host.statuses();
    for (const id of ids) {
      assert.equal(believed.get(id) ?? 'PENDING', await this.#truth(id), `what the host believes of ${id}`);
    }
  }

  /** What the API says. */
  async #truth(id: string): Promise<string> {
    const { url, apiKey } = this.#sandbox;
    const answer = await fetch(`${url}/v1/connections/${id}`, { headers: { Authorization: `Bearer ${apiKey}` } });
    if (answer.status === 404) return 'DISCONNECTED';
    const { status } = (await answer.json()) as { status: string };
    return status;
  }
}
