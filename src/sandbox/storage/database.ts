import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { createPrivateFile, makePrivate } from './private-files.ts';
import { isBusy } from './sqlite-errors.ts';

/** Identifies our files (`arau` in ASCII), from version 3 of the schema on. */
const applicationId = 0x61726175;

/** Each entry migrates the schema to the next version. Never edit a released entry; add another. */
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
  `
  ALTER TABLE webhooks ADD COLUMN application TEXT NOT NULL DEFAULT '';
  UPDATE webhooks SET application = coalesce(
    (SELECT application FROM connections WHERE id = payload ->> '$.data.connectionId'), ''
  );
  DROP INDEX webhooks_waiting;
  DROP INDEX webhooks_by_age;
  CREATE INDEX webhooks_waiting ON webhooks (application, due_at) WHERE state = 'waiting';
  CREATE INDEX webhooks_by_age ON webhooks (application, created_at);
  PRAGMA application_id = ${applicationId};
  `,
  `
  ALTER TABLE widget_tokens ADD COLUMN request_id TEXT;
  CREATE INDEX widget_tokens_of_request ON widget_tokens (request_id);
  ALTER TABLE webhooks ADD COLUMN request_id TEXT;
  CREATE INDEX webhooks_of_request ON webhooks (request_id);
  `,
  `
  CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/** How long to wait for another process that uses the database. */
const busyTimeoutMs = 5_000;

/** A prepared statement, with the type of its rows. */
export type Statement<Row> = {
  get(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
  run(...values: SQLInputValue[]): { changes: number | bigint };
};

/** The sandbox's SQLite database. When a method returns, its changes are on the disk. */
export class Database {
  readonly #sqlite: DatabaseSync;

  /**
   * Opens or creates that file, readable by its user only, and migrates it; null uses no file. The path is absolute, because
   * SQLite treats a name that begins with `file:` as a URI.
   */
  constructor(file: string | null) {
    if (file !== null) createPrivateFile(file);
    this.#sqlite = new DatabaseSync(file ?? ':memory:');
    try {
      retryWhileBusy(() => this.#open(file));
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** `Row` has the columns that `sql` names. Every table is STRICT, so their types are those of its declaration. */
  prepare<Row extends Record<string, SQLOutputValue> = never>(sql: string): Statement<Row> {
    return this.#sqlite.prepare(sql) as unknown as Statement<Row>;
  }

  /** Runs `work` in a transaction, and rolls it back if it throws. Transactions can't be nested. */
  transaction<Result>(work: () => Result): Result {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      try {
        this.#sqlite.exec('ROLLBACK');
      } catch {
        // SQLite has rolled back by itself, as it does when the disk is full. The first error is the one to report.
      }
      throw error;
    }
  }

  close(): void {
    this.#sqlite.close();
  }

  #open(file: string | null): void {
    // First, so that the statements below wait for other processes. Older releases of Node 22 have no option for it.
    this.#sqlite.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    // In a transaction, because another process may be creating the file now.
    this.transaction(() => this.#check());
    // Files of an earlier version may be readable by other users. SQLite copies the mode to the files that it adds.
    if (file !== null) for (const suffix of ['', '-wal', '-shm', '-journal']) makePrivate(file + suffix, 'file');
    // FULL, because in WAL mode a lower level can lose the last commits in a power failure.
    this.#sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    this.transaction(() => this.#migrate());
  }

  /** Refuses a file of another program or of a newer version, before anything is written. */
  #check(): void {
    const version = this.#pragma('user_version');
    const isMarked = this.#pragma('application_id') === applicationId;
    const isNew = version === 0 && !this.prepare('SELECT 1 FROM sqlite_schema').get();
    const wasBeforeMarks = version <= 2 && this.#isTable('idempotency_keys') && this.#isTable('widget_tokens');
    if (!isMarked && !isNew && !wasBeforeMarks) throw new Error('it belongs to another program');
    if (version > migrations.length)
      throw new Error('it was written by a newer version; use another file, or delete this one');
  }

  #migrate(): void {
    for (const migration of migrations.slice(this.#pragma('user_version'))) this.#sqlite.exec(migration);
    this.#sqlite.exec(`PRAGMA user_version = ${migrations.length}`);
  }

  #isTable(name: string): boolean {
    return this.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
  }

  #pragma(name: 'user_version' | 'application_id'): number {
    return Number(this.prepare(`PRAGMA ${name}`).get()?.[name]);
  }
}

/** Retries while the database is busy: `busy_timeout` does not apply when SQLite switches to WAL. */
function retryWhileBusy(work: () => void): void {
  const deadline = Date.now() + busyTimeoutMs;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
