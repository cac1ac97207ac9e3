import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Opens or creates the host application's database: it holds sessions, so no other user of the machine may read it. */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // SQLite gives its other files the same permissions.
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  }
  const database = new DatabaseSync(path);
  // Node 22.13 has no option `timeout`. This line is the first: the next one may already have to wait for a lock.
  database.exec(`
    PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS sessions (
      digest TEXT PRIMARY KEY,
      user TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS connections (
      id TEXT PRIMARY KEY,
      user TEXT NOT NULL,
      status TEXT NOT NULL DEFAULT 'PENDING',
      institution_id TEXT,
      changed_at TEXT NOT NULL DEFAULT ''
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS webhooks (
      id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID;
  `);
  return database;
}
