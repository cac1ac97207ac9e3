import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ConnectionStatus, WebhookEvent } from '../../../src/shared/connection.ts';
import { type Answer, Client } from './client.ts';
import type { Delivery } from './receiver.ts';

/** What a host's backend knows of one connection. Its states alternate, so the number of changes gives the state. */
type Entry = {
  connectionId: string;
  widgetToken: string;
  idempotencyKey: string;
  /** The acknowledged changes: `PENDING` at 0, then `CONNECTED` and `FAILED_AUTH` in turn. */
  changes: number;
  /**
   * Whether a further change was requested and not answered, so that it may have happened: by one call, or by an attempt,
   * which continues after the answer to its first call.
   */
  open: 'call' | 'attempt' | null;
};

/** The records of a host's backend that keeps changing connections: the acknowledged changes and the unanswered ones. */
export class Ledger {
  readonly #entries: Entry[] = [];
  /** The keys of new connections whose requests were not answered. */
  readonly #askedFor = new Set<string>();
  /** How many writes were acknowledged. */
  acknowledged = 0;

  /** Creates a connection, or changes one that no other call is changing. Rejects if there is no answer. */
  async write(client: Client): Promise<void> {
    const idle = this.#entries.filter(({ open }) => open === null);
    const entry = Math.random() < 0.4 ? undefined : idle[Math.floor(Math.random() * idle.length)];
    await (entry ? this.#change(client, entry) : this.#create(client));
    this.acknowledged += 1;
  }

  /** Creates a connection and links it. */
  async connect(client: Client): Promise<void> {
    await this.#change(client, await this.#create(client));
  }

  /** Fails unless the sandbox has every acknowledged change. Records whether the unanswered ones happened. */
  async audit(client: Client): Promise<void> {
    for (const entry of this.#entries) await audit(client, entry);
    for (const idempotencyKey of this.#askedFor) {
      const [first, again] = [await create(client, idempotencyKey), await create(client, idempotencyKey)];
      assert.equal(again.connectionId, first.connectionId);
      this.#entries.push({ ...first, idempotencyKey, changes: 0, open: null });
      await audit(client, this.#entries.at(-1)!);
    }
    this.#askedFor.clear();
  }

  /** Treats unanswered calls as not made: after SIGTERM a sandbox answers every request that it has accepted. */
  forgetUnanswered(): void {
    for (const entry of this.#entries) if (entry.open === 'call') entry.open = null;
  }

  /** The event of every change: `conn_…: connection.connected`, once for each time that it happened. */
  expectedEvents(): string[] {
    return this.#entries
      .flatMap(({ connectionId, changes }) =>
        Array.from({ length: changes }, (_, before) => {
          const type = statusAfter(before + 1) === 'CONNECTED' ? 'connection.connected' : 'connection.failed_auth';
          return described({ type, data: { connectionId } });
        }),
      )
      .toSorted();
  }

  async #create(client: Client): Promise<Entry> {
    const idempotencyKey = randomUUID();
    this.#askedFor.add(idempotencyKey);
    const created = await create(client, idempotencyKey);
    this.#askedFor.delete(idempotencyKey);
    const entry = { ...created, idempotencyKey, changes: 0, open: null };
    this.#entries.push(entry);
    return entry;
  }

  async #change(client: Client, entry: Entry): Promise<void> {
    entry.open = statusAfter(entry.changes) === 'CONNECTED' || Math.random() < 0.5 ? 'call' : 'attempt';
    await (entry.open === 'call' ? changeByCall(client, entry) : connectByAttempt(client, entry));
    entry.changes += 1;
    entry.open = null;
  }
}

/** The events of the deliveries, each webhook once, in the form of `expectedEvents`. */
export function eventsOf(deliveries: readonly Delivery[]): string[] {
  const payloads = new Map<string, string>();
  for (const { headers, payload } of deliveries) {
    const id = headers['webhook-id'] ?? '';
    assert.equal(payloads.get(id) ?? payload, payload, 'a repeated webhook says the same');
    payloads.set(id, payload);
  }
  return Array.from(payloads.values(), (payload) => {
    const event = JSON.parse(payload) as WebhookEvent;
    const expected: ConnectionStatus = event.type === 'connection.connected' ? 'CONNECTED' : 'FAILED_AUTH';
    assert.equal(event.data.status, expected);
    return described(event);
  }).toSorted();
}

const described = ({ type, data }: { type: WebhookEvent['type']; data: { connectionId: string } }): string =>
  `${data.connectionId}: ${type}`;

function statusAfter(changes: number): ConnectionStatus {
  if (changes === 0) return 'PENDING';
  return changes % 2 === 1 ? 'CONNECTED' : 'FAILED_AUTH';
}

async function create(client: Client, idempotencyKey: string): Promise<{ connectionId: string; widgetToken: string }> {
  const answer = await client.backend('POST', '/v1/connections', { headers: { 'Idempotency-Key': idempotencyKey } });
  return expectStatus(answer, 201).body;
}

async function changeByCall(client: Client, { connectionId, changes }: Entry): Promise<void> {
  const action = statusAfter(changes) === 'CONNECTED' ? 'fail-auth' : 'connect';
  expectStatus(await client.backend('POST', `/sandbox/connections/${connectionId}/${action}`), 200);
}

/** Links as a user does in the widget, with the first token or a token to repair. */
async function connectByAttempt(client: Client, { connectionId, widgetToken, changes }: Entry): Promise<void> {
  const token = statusAfter(changes) === 'PENDING' ? widgetToken : await repairToken(client, connectionId);
  const { state } = await client.attempt(token, connectionId, 'ok');
  assert.deepEqual(state, { status: 'connected', connectionId });
}

async function repairToken(client: Client, connectionId: string): Promise<string> {
  const answer = await client.backend('POST', `/v1/connections/${connectionId}/widget-token`);
  return expectStatus(answer, 200).body.widgetToken;
}

async function audit(client: Client, entry: Entry): Promise<void> {
  const { connectionId, widgetToken, idempotencyKey } = entry;
  const status = await client.status(connectionId);
  if (entry.open && status === statusAfter(entry.changes + 1)) entry.changes += 1;
  entry.open = null;
  assert.equal(status, statusAfter(entry.changes), connectionId);
  if (status !== 'PENDING') return;
  expectStatus(await client.session(widgetToken, connectionId), 200);
  assert.equal((await create(client, idempotencyKey)).connectionId, connectionId);
}

function expectStatus(answer: Answer, status: number): Answer {
  assert.equal(answer.status, status, answer.text);
  return answer;
}
