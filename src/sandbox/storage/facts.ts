import process from 'node:process';
import * as v from 'valibot';
import { newWebhookSecret } from '../runtime/secrets.ts';
import type { Database } from './database.ts';

/** The process that uses a database, and its URL once it listens. */
export type User = { pid: number; url: string | null };

const user = v.object({ pid: v.number(), url: v.nullable(v.string()) });

/** Single values that the database keeps. */
export class Facts {
  readonly #find;
  readonly #set;
  readonly #add;

  constructor(database: Database) {
    this.#find = database.prepare<{ value: string }>('SELECT value FROM facts WHERE name = ?');
    this.#set = database.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)');
    this.#add = database.prepare('INSERT OR IGNORE INTO facts (name, value) VALUES (?, ?)');
  }

  /** The secret that signs webhooks if none is set: made once, and kept. */
  webhookSecret(): string {
    const made = newWebhookSecret();
    this.#add.run('webhook-secret', made);
    return this.#find.get('webhook-secret')?.value ?? made;
  }

  /** Tells other processes who uses the database. */
  setUser(url: string | null): void {
    this.#set.run('user', JSON.stringify({ pid: process.pid, url } satisfies User));
  }

  /** The last process that used the database; null if it is not known. */
  user(): User | null {
    const value = this.#find.get('user')?.value;
    const result = v.safeParse(user, value === undefined ? null : JSON.parse(value));
    return result.success ? result.output : null;
  }
}
