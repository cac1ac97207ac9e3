import { resolve } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { createPrivateFile, makePrivate } from './private-files.ts';

/** Marks the files that are ours (`arau` in ASCII), from the third version of the schema on. */
const applicationId = 0x61726175;

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
];

/** SQLITE_BUSY. */
const busy = 5;

/** How long to wait for another process that uses the database, in ms. */
const patience = 5_000;

/** The sandbox's one SQLite database. What a method acknowledged is on the disk. */
export class Database {
  readonly #sqlite: DatabaseSync;

  /** Opens or creates `path` (`:memory:` for none), for the user alone, and brings its schema up to date. */
  constructor(path: string) {
    // Made absolute, since SQLite takes a name that begins with `file:` for an address.
    const file = path === ':memory:' ? null : resolve(path);
    if (file !== null) createPrivateFile(file);
    this.#sqlite = new DatabaseSync(file ?? path);
    try {
      patiently(() => this.#open(file));
    } catch (error) {
      this.close();
      throw error;
    }
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
      try {
        this.#sqlite.exec('ROLLBACK');
      } catch {
        // SQLite has undone it by itself, as it does when the disk is full: what counts is why.
      }
      throw error;
    }
  }

  close(): void {
    this.#sqlite.close();
  }

  #open(file: string | null): void {
    // The first of all: it is what lets the others wait. Older releases of Node 22 know no option for it.
    this.#sqlite.exec(`PRAGMA busy_timeout = ${patience}`);
    // In a transaction, since another process may be making the file at this moment.
    this.transaction(() => this.#check());
    // An earlier version left them open to others. SQLite gives new ones the rights of the first.
    if (file !== null) for (const suffix of ['', '-wal', '-shm', '-journal']) makePrivate(file + suffix, 'file');
    // FULL: in WAL mode a lesser setting may lose the last commits when the machine loses power.
    this.#sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    this.transaction(() => this.#migrate());
  }

  /** Before anything is changed. */
  #check(): void {
    const version = this.#pragma('user_version');
    const isMarked = this.#pragma('application_id') === applicationId;
    const isNew = version === 0 && !this.prepare('SELECT 1 FROM sqlite_schema').get();
    const wasBeforeMarks = version <= 2 && this.#isTable('idempotency_keys') && this.#isTable('widget_tokens');
    if (!isMarked && !isNew && !wasBeforeMarks) throw new Error('it belongs to another program');
    if (version > migrations.length) throw new Error('it was written by a newer version');
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

/** Tries again while the database is busy: to switch to WAL, SQLite waits for nobody, whatever its time-out. */
function patiently(work: () => void): void {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return work();
    } catch (error) {
      // The upper bits say what it is busy with.
      if ((Object(error).errcode & 0xff) !== busy || Date.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
