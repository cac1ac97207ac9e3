import type { WebhookEvent } from '../../shared/connection.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Database } from '../storage/database.ts';
import { newId } from '../runtime/secrets.ts';
import { deliveryTimeout } from './retry-schedule.ts';

/** A webhook that was taken to be sent. */
export type TakenWebhook = {
  /** The same at each try, so that the receiver can tell a repetition. */
  id: string;
  payload: string;
  /** How often it was tried, since it was last begun. */
  attempts: number;
  /** Until when nobody else gets it, in ms since the epoch; tells this taking of it from any later. */
  lease: number;
};

/** One try to deliver a webhook. */
export type Delivery = {
  /** When it began, in ms since the epoch. */
  at: number;
  /** What the receiver answered; null: nothing, for the reason in `failure`. */
  status: number | null;
  failure: string | null;
  /** In ms. */
  duration: number;
};

/** How a webhook stands. */
export type WebhookState = 'waiting' | 'delivered' | 'given-up';

/** A webhook with its history. */
export type Webhook = {
  id: string;
  event: WebhookEvent;
  state: WebhookState;
  /** When it is tried next, in ms since the epoch; null unless it waits. */
  dueAt: number | null;
  /** The latest first. */
  deliveries: Delivery[];
};

/**
 * How long a webhook that was taken to be sent is nobody else's, in ms: longer than a try takes. Were it lost on the way,
 * with the process that took it, it is due again then.
 */
const lease = 2 * deliveryTimeout;

/**
 * The webhooks of one application and what became of them, in the database: those that still have to go out survive a
 * restart.
 */
export class WebhookOutbox {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #application: string;
  readonly #insert;
  readonly #take;
  readonly #next;
  readonly #record;
  readonly #settle;
  readonly #postpone;
  readonly #release;
  readonly #hurry;
  readonly #again;
  readonly #latest;
  readonly #deliveries;

  /** `application`: the digest of its API key, as `Connections` has it. */
  constructor(database: Database, clock: Clock, application: string) {
    this.#database = database;
    this.#clock = clock;
    this.#application = application;
    this.#insert = database.prepare(
      'INSERT INTO webhooks (id, application, payload, due_at, created_at) VALUES (?, ?, ?, ?, ?)',
    );
    this.#take = database.prepare(
      `UPDATE webhooks SET due_at = ? WHERE id IN (
         SELECT id FROM webhooks WHERE application = ? AND state = 'waiting' AND due_at <= ? ORDER BY due_at LIMIT ?
       ) RETURNING id, payload, attempts, due_at AS lease, created_at`,
    );
    this.#next = database.prepare(
      "SELECT min(due_at) AS due_at FROM webhooks WHERE application = ? AND state = 'waiting'",
    );
    this.#record = database.prepare(
      'INSERT INTO deliveries (webhook_id, at, status, failure, duration) VALUES (?, ?, ?, ?, ?)',
    );
    // What was begun anew meanwhile, by hand or by another process, is no longer this taker's to decide on.
    this.#settle = database.prepare(
      'UPDATE webhooks SET state = ?, attempts = attempts + 1 WHERE id = ? AND due_at = ?',
    );
    this.#postpone = database.prepare(
      'UPDATE webhooks SET due_at = ?, attempts = attempts + 1 WHERE id = ? AND due_at = ?',
    );
    this.#release = database.prepare('UPDATE webhooks SET due_at = ? WHERE id = ? AND due_at = ?');
    this.#hurry = database.prepare(
      "UPDATE webhooks SET due_at = ? WHERE application = ? AND state = 'waiting' AND due_at > ?",
    );
    this.#again = database.prepare(
      "UPDATE webhooks SET state = 'waiting', attempts = 0, due_at = ? WHERE application = ? AND id = ?",
    );
    this.#latest = database.prepare(
      `SELECT id, payload, state, due_at FROM webhooks WHERE application = ? ORDER BY created_at DESC, id LIMIT ?`,
    );
    this.#deliveries = database.prepare(
      'SELECT at, status, failure, duration FROM deliveries WHERE webhook_id = ? ORDER BY id DESC LIMIT 20',
    );
  }

  /** Stores an event; call it in the transaction that changes the connection. */
  add(event: WebhookEvent): void {
    const now = this.#clock.now();
    this.#insert.run(newId('msg'), this.#application, JSON.stringify(event), now, now);
  }

  /** At most `limit` webhooks whose time has come, the oldest first. For a while nobody else gets them. */
  take(limit: number): TakenWebhook[] {
    const now = this.#clock.now();
    // The columns are the ones named in the statement, typed by a STRICT table.
    const taken = this.#take.all(now + lease, this.#application, now, limit) as unknown as (TakenWebhook & {
      created_at: number;
    })[];
    // SQLite gives them in the order of their ids.
    return taken.toSorted((a, b) => a.created_at - b.created_at);
  }

  /** When the next one is due, in ms since the epoch; null if none waits. */
  nextDue(): number | null {
    const dueAt = this.#next.get(this.#application)?.['due_at'];
    return typeof dueAt === 'number' ? dueAt : null;
  }

  /** A try that was the last. */
  settle({ id, lease: until }: TakenWebhook, delivery: Delivery, state: 'delivered' | 'given-up'): void {
    this.#database.transaction(() => {
      this.#log(id, delivery);
      this.#settle.run(state, id, until);
    });
  }

  /** A try that failed; the next is in `pause` ms. */
  postpone({ id, lease: until }: TakenWebhook, delivery: Delivery, pause: number): void {
    this.#database.transaction(() => {
      this.#log(id, delivery);
      this.#postpone.run(Math.ceil(this.#clock.now() + pause), id, until);
    });
  }

  /** A try that was broken off: it is due for whoever comes next. */
  release({ id, lease: until }: TakenWebhook): void {
    this.#release.run(this.#clock.now(), id, until);
  }

  /** Makes all that wait due now, also what another process has taken: better twice than not at all. */
  hurry(): void {
    const now = this.#clock.now();
    this.#hurry.run(now, this.#application, now);
  }

  /** Begins one anew, whatever became of it. False if there is none of that id. */
  again(id: string): boolean {
    return this.#again.run(this.#clock.now(), this.#application, id).changes === 1;
  }

  /** At most `limit` webhooks, the latest first. */
  latest(limit: number): Webhook[] {
    return this.#latest.all(this.#application, limit).map((row) => {
      const id = String(row['id']);
      const state = row['state'] as WebhookState;
      return {
        id,
        // Written by this class.
        event: JSON.parse(String(row['payload'])) as WebhookEvent,
        state,
        dueAt: state === 'waiting' ? Number(row['due_at']) : null,
        deliveries: this.#deliveries.all(id) as unknown as Delivery[],
      };
    });
  }

  #log(id: string, { at, status, failure, duration }: Delivery): void {
    this.#record.run(id, at, status, failure, duration);
  }
}
