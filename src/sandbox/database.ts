import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** Each entry leads from one version of the schema to the next. Never edit one that was released: add another. */
const migrations = [
  `
  CREATE TABLE connections (
    id TEXT PRIMARY KEY,
    application TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('PENDING', 'CONNECTED', 'FAILED_AUTH')),
    institution_id TEXT,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE widget_tokens (
    digest TEXT PRIMARY KEY,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    expires_at INTEGER NOT NULL,
    tries_left INTEGER NOT NULL CHECK (tries_left >= 0),
    spent INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX widget_tokens_of_connection ON widget_tokens (connection_id);

  CREATE TABLE idempotency_keys (
    application TEXT NOT NULL,
    key TEXT NOT NULL,
    body_digest TEXT NOT NULL,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    PRIMARY KEY (application, key)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    payload TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given-up')),
    due_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX webhooks_waiting ON webhooks (due_at) WHERE state = 'waiting';
  `,
  `
  ALTER TABLE webhooks ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX webhooks_by_age ON webhooks (created_at);
  CREATE INDEX connections_by_age ON connections (created_at);

  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    status INTEGER,
    failure TEXT,
    duration INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX deliveries_of_webhook ON deliveries (webhook_id);
  `,
];

/** The sandbox's one SQLite database. What a method acknowledged is on the disk. */
export class Database {
  readonly #sqlite: DatabaseSync;

  /** Opens or creates `path` (`:memory:` for none) and brings its schema up to date. */
  constructor(path: string) {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    this.#sqlite = new DatabaseSync(path, { timeout: 5_000 });
    // FULL: in WAL mode a lesser setting may lose the last commits when the machine loses power.
    this.#sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    this.transaction(() => this.#migrate());
  }

  prepare(sql: string): StatementSync {
    return this.#sqlite.prepare(sql);
  }

  /** Runs `work` whole or not at all. Not to be nested. */
  transaction<Result>(work: () => Result): Result {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#sqlite.close();
  }

  #migrate(): void {
    const version = Number(this.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > migrations.length) throw new Error('it was written by a newer version');
    for (const migration of migrations.slice(version)) this.#sqlite.exec(migration);
    this.#sqlite.exec(`PRAGMA user_version = ${migrations.length}`);
  }
}
