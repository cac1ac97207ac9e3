import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { WebhookEvent } from '../../src/shared/connection.ts';

/** A connection as this application knows it: whose it is, and what the last webhook said. */
export type StoredConnection = { connectionId: string; status: string; institutionId: string | null };

/** Who owns which connection. This, and not the browser, is what the application believes. */
export class ConnectionStore {
  readonly #database: DatabaseSync;

  /** `file` is a path or `:memory:`. */
  constructor(file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    this.#database = new DatabaseSync(file);
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      CREATE TABLE IF NOT EXISTS connections (
        id TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        status TEXT NOT NULL DEFAULT 'PENDING',
        institution_id TEXT,
        changed_at TEXT NOT NULL DEFAULT ''
      ) STRICT;
      CREATE TABLE IF NOT EXISTS webhooks (id TEXT PRIMARY KEY) STRICT;
    `);
  }

  /** A connection was created for this user. */
  add(connectionId: string, owner: string): void {
    this.#database.prepare('INSERT INTO connections (id, owner) VALUES (?, ?)').run(connectionId, owner);
  }

  /** Whose connection this is; null if it is nobody's. */
  ownerOf(connectionId: string): string | null {
    const row = this.#database.prepare('SELECT owner FROM connections WHERE id = ?').get(connectionId);
    return row ? String(row['owner']) : null;
  }

  /** A user's connections, without those that never came to be. */
  listFor(owner: string): StoredConnection[] {
    const rows = this.#database
      .prepare(
        "SELECT id, status, institution_id FROM connections WHERE owner = ? AND status <> 'PENDING' ORDER BY rowid",
      )
      .all(owner);
    return rows.map((row) => ({
      connectionId: String(row['id']),
      status: String(row['status']),
      institutionId: row['institution_id'] === null ? null : String(row['institution_id']),
    }));
  }

  /**
   * Applies a webhook, once however often it comes, and never an older one over a newer. Returns whose connection it
   * is about; null if it was applied before, or is about nobody's.
   */
  apply(webhookId: string, { timestamp, data }: WebhookEvent): string | null {
    const isNew = this.#database.prepare('INSERT OR IGNORE INTO webhooks (id) VALUES (?)').run(webhookId).changes > 0;
    if (!isNew) return null;
    this.#database
      .prepare('UPDATE connections SET status = ?, institution_id = ?, changed_at = ? WHERE id = ? AND changed_at <= ?')
      .run(data.status, data.institutionId, timestamp, data.connectionId, timestamp);
    return this.ownerOf(data.connectionId);
  }

  close(): void {
    this.#database.close();
  }
}
