import type { WebhookEvent } from '../shared/connection.ts';
import type { Database } from './database.ts';
import { newId } from './secrets.ts';

/** A webhook that waits for its delivery. */
export type Webhook = {
  /** The same at each try, so that the receiver can tell a repetition. */
  id: string;
  payload: string;
  /** How often it was tried. */
  attempts: number;
};

/** The webhooks that still have to go out, kept in the database until the receiver has answered. */
export class WebhookOutbox {
  readonly #insert;
  readonly #due;
  readonly #next;
  readonly #settle;
  readonly #postpone;
  readonly #hurry;

  constructor(database: Database) {
    this.#insert = database.prepare('INSERT INTO webhooks (id, payload, due_at) VALUES (?, ?, ?)');
    this.#due = database.prepare(
      "SELECT id, payload, attempts FROM webhooks WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at LIMIT ?",
    );
    this.#next = database.prepare("SELECT min(due_at) AS due_at FROM webhooks WHERE state = 'waiting'");
    this.#settle = database.prepare('UPDATE webhooks SET state = ?, attempts = attempts + 1 WHERE id = ?');
    this.#postpone = database.prepare('UPDATE webhooks SET due_at = ?, attempts = attempts + 1 WHERE id = ?');
    this.#hurry = database.prepare("UPDATE webhooks SET due_at = ? WHERE state = 'waiting' AND due_at > ?");
  }

  /** Stores an event; call it in the transaction that changes the connection. */
  add(event: WebhookEvent): void {
    this.#insert.run(newId('msg'), JSON.stringify(event), Date.now());
  }

  /** At most `limit` webhooks whose time has come. */
  due(limit: number): Webhook[] {
    // The columns are the ones named in the statement, typed by a STRICT table.
    return this.#due.all(Date.now(), limit) as unknown as Webhook[];
  }

  /** When the next one is due, in ms since the epoch; null if none waits. */
  nextDue(): number | null {
    const dueAt = this.#next.get()?.['due_at'];
    return typeof dueAt === 'number' ? dueAt : null;
  }

  /** Nothing more is tried for this one. */
  settle(id: string, state: 'delivered' | 'given-up'): void {
    this.#settle.run(state, id);
  }

  /** Tries again in `pause` ms. */
  postpone(id: string, pause: number): void {
    this.#postpone.run(Date.now() + pause, id);
  }

  /** Makes all that wait due now. */
  hurry(): void {
    const now = Date.now();
    this.#hurry.run(now, now);
  }
}
