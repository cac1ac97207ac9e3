import type { DatabaseSync } from 'node:sqlite';
import type { WebhookEvent } from 'araucaria-connect/server';

/** A bank connection in this application's database. */
export type KnownConnection = { connectionId: string; status: string; institutionId: string | null };

/** The owner of each connection, and its status according to the webhooks. */
export class Connections {
  readonly #database;
  readonly #insert;
  readonly #owner;
  readonly #list;
  readonly #update;
  readonly #end;
  readonly #remember;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#insert = database.prepare('INSERT INTO connections (id, user) VALUES (?, ?)');
    this.#owner = database.prepare('SELECT user FROM connections WHERE id = ?');
    this.#list = database.prepare(
      `SELECT id AS connectionId, status, institution_id AS institutionId FROM connections
       WHERE user = ? AND status IN ('CONNECTED', 'FAILED_AUTH') ORDER BY changed_at DESC`,
    );
    // Webhooks may arrive in another order: an older one changes nothing, and none brings back what was disconnected.
    this.#update = database.prepare(
      `UPDATE connections SET status = ?, institution_id = ?, changed_at = ?
       WHERE id = ? AND changed_at <= ? AND status <> 'DISCONNECTED'`,
    );
    this.#end = database.prepare("UPDATE connections SET status = 'DISCONNECTED' WHERE id = ?");
    this.#remember = database.prepare('INSERT INTO webhooks (id) VALUES (?) ON CONFLICT DO NOTHING');
  }

  /** Stores a new connection of a user. */
  add(connectionId: string, user: string): void {
    this.#insert.run(connectionId, user);
  }

  /** The user that the connection belongs to; null if it is unknown. */
  ownerOf(connectionId: string): string | null {
    const row = this.#owner.get(connectionId);
    return row ? String(row['user']) : null;
  }

  /** The connections of a user that were completed, the latest change first. */
  of(user: string): KnownConnection[] {
    // The columns are the ones named in the statement.
    return this.#list.all(user) as KnownConnection[];
  }

  /** Forgets a connection that Araucaria has ended. */
  end(connectionId: string): void {
    this.#end.run(connectionId);
  }

  /** Applies a webhook, once for each id. False if it was applied before. */
  apply(webhookId: string, { timestamp, data }: WebhookEvent): boolean {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const isNew = this.#remember.run(webhookId).changes === 1;
      if (isNew) this.#update.run(data.status, data.institutionId, timestamp, data.connectionId, timestamp);
      this.#database.exec('COMMIT');
      return isNew;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }
}
