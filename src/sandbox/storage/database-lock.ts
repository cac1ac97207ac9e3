import { realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { createPrivateFile, makePrivate } from './private-files.ts';
import { isBusy } from './sqlite-errors.ts';

type Lock = { sqlite: DatabaseSync; /** How many sandboxes of this process share it. */ sandboxes: number };

/** The locks of this process by their files. */
const held = new Map<string, Lock>();

/**
 * Reserves an existing database file for this process. Returns the function that ends that, to be called once; null if
 * another process has reserved it. The sandboxes of one process may share a file.
 *
 * The lock is SQLite's own, on a file beside the database: the operating system ends it with the process, however that ends.
 */
export function lockDatabase(file: string): (() => void) | null {
  // Two paths may lead to one file.
  const path = `${realpathSync(file)}-lock`;
  const lock = held.get(path) ?? acquire(path);
  if (lock === null) return null;
  held.set(path, lock);
  lock.sandboxes += 1;
  return () => {
    lock.sandboxes -= 1;
    if (lock.sandboxes > 0) return;
    held.delete(path);
    lock.sqlite.close();
  };
}

function acquire(path: string): Lock | null {
  createPrivateFile(path);
  makePrivate(path, 'file');
  const sqlite = new DatabaseSync(path);
  try {
    // In memory, because a journal would be one more file. Nothing is ever written.
    sqlite.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE');
    return { sqlite, sandboxes: 0 };
  } catch (error) {
    sqlite.close();
    if (isBusy(error)) return null;
    throw error;
  }
}
