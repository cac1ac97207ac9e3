import { resolve } from 'node:path';
import process from 'node:process';
import { Database } from './database.ts';
import { lockDatabase } from './database-lock.ts';
import { Facts, type User } from './facts.ts';
import { reset, type Removed } from './reset.ts';

/** An open database, reserved for this process. */
export type OpenDatabase = {
  database: Database;
  facts: Facts;
  /** Null if it is in memory. */
  file: string | null;
  reset(): Removed;
  /** To be called once. */
  close(): void;
};

/**
 * Opens or creates the database of that setting, and reserves it for this process. Throws an error that says why
 * that is not possible.
 */
export function openDatabase(setting: string): OpenDatabase {
  const file = fileOf(setting);
  const database = new Database(file);
  try {
    const facts = new Facts(database);
    // Not before it is known to be a database of the sandbox: the lock is a file beside it.
    const unlock = file === null ? () => {} : lockDatabase(file);
    if (unlock === null) throw new Error(`${nameOf(facts.user())} uses ${file}: stop it, or use another file`);
    facts.setUser(null);
    const close = (): void => {
      database.close();
      unlock();
    };
    return { database, facts, file, reset: () => reset(database), close };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The secret that signs webhooks, which the database keeps. Another process may use the database. */
export function readSecret(setting: string): string {
  const file = fileOf(setting);
  if (file === null) throw new Error('a database in memory keeps no secret');
  const database = new Database(file);
  try {
    return new Facts(database).webhookSecret();
  } finally {
    database.close();
  }
}

/** The absolute path of the database's file; null for `:memory:`. */
function fileOf(setting: string): string | null {
  if (setting === ':memory:') return null;
  if (/[/\\]$/.test(setting)) throw new Error(`${setting} is a folder`);
  return resolve(setting);
}

/** The process that has reserved a file, as far as it is known. */
function nameOf(user: User | null): string {
  const { pid, url } = user ?? { pid: process.pid, url: null };
  const known = [isElsewhere(pid) ? `process ${pid}` : null, url].filter((part) => part !== null);
  return known.length === 0 ? 'another sandbox' : `another sandbox (${known.join(', ')})`;
}

/** Whether `pid` is another process of this machine: a container has numbers of its own. */
function isElsewhere(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0);
  } catch {
    return false;
  }
}
