import type { WebhookEvent } from '../../shared/connection.ts';
import type { Clock } from '../runtime/clock.ts';
import { newId } from '../runtime/secrets.ts';
import type { Database } from '../storage/database.ts';
import { deliveryTimeoutMs } from './retry-schedule.ts';

/** A webhook that was claimed for a delivery. */
export type ClaimedWebhook = {
  /** The same for each delivery, so that the receiver can recognize a repetition. */
  id: string;
  payload: string;
  /** How many deliveries have failed since the webhook was added or restarted. */
  attempts: number;
  /** The request that caused it; null if it is not known. */
  requestId: string | null;
  /** When the claim ends, in ms since the epoch. Identifies the claim as well. */
  lease: number;
};

/** One delivery of a webhook. */
export type Delivery = {
  /** The start, in ms since the epoch. */
  at: number;
  /** The status that the receiver answered; null if there was no answer, for the reason in `failure`. */
  status: number | null;
  failure: string | null;
  /** In ms. */
  duration: number;
};

/** Whether the receiver's answer ends the deliveries of a webhook. */
export const isAccepted = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

/** The state of a webhook. */
export type WebhookState = 'waiting' | 'delivered' | 'given-up';

/** A webhook with its deliveries. */
export type Webhook = {
  id: string;
  event: WebhookEvent;
  /** The request that caused it; null if it is not known. */
  requestId: string | null;
  state: WebhookState;
  /** The time of the next delivery, in ms since the epoch; null unless the webhook is waiting. */
  dueAt: number | null;
  /** The latest first. */
  deliveries: Delivery[];
};

/** The event of a stored payload, which `add` wrote. */
export const eventIn = (payload: string): WebhookEvent => JSON.parse(payload) as WebhookEvent;

type WebhookRow = { id: string; payload: string; requestId: string | null; state: WebhookState; dueAt: number };

/**
 * How long a claim lasts: longer than a delivery takes. If the process ends during the delivery, the webhook is due again
 * after this time.
 */
const leaseMs = 2 * deliveryTimeoutMs;

/** The webhooks of one application and their deliveries, in the database: waiting webhooks survive a restart. */
export class WebhookOutbox {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #application: string;
  readonly #insert;
  readonly #claim;
  readonly #next;
  readonly #record;
  readonly #finish;
  readonly #postpone;
  readonly #release;
  readonly #makeAllDue;
  readonly #restart;
  readonly #latest;
  readonly #deliveries;

  /** `application`: the digest of its API key, as in `Connections`. */
  constructor(database: Database, clock: Clock, application: string) {
    this.#database = database;
    this.#clock = clock;
    this.#application = application;
    this.#insert = database.prepare(
      'INSERT INTO webhooks (id, application, payload, request_id, due_at, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#claim = database.prepare<ClaimedWebhook & { createdAt: number }>(
      `UPDATE webhooks SET due_at = ? WHERE id IN (
         SELECT id FROM webhooks WHERE application = ? AND state = 'waiting' AND due_at <= ? ORDER BY due_at LIMIT ?
       ) RETURNING id, payload, attempts, request_id AS requestId, due_at AS lease, created_at AS createdAt`,
    );
    this.#next = database.prepare<{ dueAt: number | null }>(
      "SELECT min(due_at) AS dueAt FROM webhooks WHERE application = ? AND state = 'waiting'",
    );
    this.#record = database.prepare(
      'INSERT INTO deliveries (webhook_id, at, status, failure, duration) VALUES (?, ?, ?, ?, ?)',
    );
    // `due_at` is the end of the claim: a webhook that was restarted meanwhile, here or by another process, stays as it is.
    this.#finish = database.prepare(
      'UPDATE webhooks SET state = ?, attempts = attempts + 1 WHERE id = ? AND due_at = ?',
    );
    this.#postpone = database.prepare(
      'UPDATE webhooks SET due_at = ?, attempts = attempts + 1 WHERE id = ? AND due_at = ?',
    );
    this.#release = database.prepare('UPDATE webhooks SET due_at = ? WHERE id = ? AND due_at = ?');
    this.#makeAllDue = database.prepare(
      "UPDATE webhooks SET due_at = ? WHERE application = ? AND state = 'waiting' AND due_at > ?",
    );
    this.#restart = database.prepare(
      "UPDATE webhooks SET state = 'waiting', attempts = 0, due_at = ? WHERE application = ? AND id = ?",
    );
    this.#latest = database.prepare<WebhookRow>(
      `SELECT id, payload, request_id AS requestId, state, due_at AS dueAt FROM webhooks
       WHERE application = ? AND (? IS NULL OR payload ->> '$.data.connectionId' IN (SELECT value FROM json_each(?)))
       ORDER BY created_at DESC, id LIMIT ?`,
    );
    this.#deliveries = database.prepare<Delivery>(
      'SELECT at, status, failure, duration FROM deliveries WHERE webhook_id = ? ORDER BY id DESC LIMIT 20',
    );
  }

  /** Adds an event, caused by the request of that id. Call it in the transaction that changes the connection. */
  add(event: WebhookEvent, requestId: string | null): void {
    const now = this.#clock.now();
    this.#insert.run(newId('msg'), this.#application, JSON.stringify(event), requestId, now, now);
  }

  /** Claims at most `limit` webhooks that are due, and returns them with the oldest first. */
  claim(limit: number): ClaimedWebhook[] {
    const now = this.#clock.now();
    // SQLite returns them in the order of their ids.
    return this.#claim.all(now + leaseMs, this.#application, now, limit).toSorted((a, b) => a.createdAt - b.createdAt);
  }

  /** When the next webhook is due, in ms since the epoch; null if none is waiting. */
  nextDue(): number | null {
    return this.#next.get(this.#application)?.dueAt ?? null;
  }

  /** Records the last delivery of a webhook. */
  finish({ id, lease }: ClaimedWebhook, delivery: Delivery, state: 'delivered' | 'given-up'): void {
    this.#database.transaction(() => {
      this.#recordDelivery(id, delivery);
      this.#finish.run(state, id, lease);
    });
  }

  /** Records a failed delivery; the next one is in `pauseMs`. */
  postpone({ id, lease }: ClaimedWebhook, delivery: Delivery, pauseMs: number): void {
    this.#database.transaction(() => {
      this.#recordDelivery(id, delivery);
      this.#postpone.run(Math.ceil(this.#clock.now() + pauseMs), id, lease);
    });
  }

  /** Ends the claim after a delivery that was aborted: the webhook is due now. */
  release({ id, lease }: ClaimedWebhook): void {
    this.#release.run(this.#clock.now(), id, lease);
  }

  /** Makes all waiting webhooks due now, even those that another process has claimed: they may be delivered twice. */
  makeAllDue(): void {
    const now = this.#clock.now();
    this.#makeAllDue.run(now, this.#application, now);
  }

  /** Makes a webhook due now, whatever its state, with no failed deliveries. False if there is no webhook of that id. */
  restart(id: string): boolean {
    return this.#restart.run(this.#clock.now(), this.#application, id).changes === 1;
  }

  /** At most `limit` webhooks, the latest first. `connectionIds`: of these connections alone. */
  latest(limit: number, connectionIds: readonly string[] | null = null): Webhook[] {
    const only = connectionIds && JSON.stringify(connectionIds);
    return this.#latest.all(this.#application, only, only, limit).map(({ id, payload, requestId, state, dueAt }) => ({
      id,
      event: eventIn(payload),
      requestId,
      state,
      dueAt: state === 'waiting' ? dueAt : null,
      deliveries: this.#deliveries.all(id),
    }));
  }

  #recordDelivery(id: string, { at, status, failure, duration }: Delivery): void {
    this.#record.run(id, at, status, failure, duration);
  }
}
