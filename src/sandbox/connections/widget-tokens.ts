import type { Clock } from '../runtime/clock.ts';
import type { Database } from '../storage/database.ts';
import { digest, newSecret } from '../runtime/secrets.ts';

/** So many wrong guesses end a token, of passwords, codes and answers together. */
const triesPerToken = 5;

/** What a widget token is good for. */
export type TokenCheck =
  | { code: null; connectionId: string; expiresIn: number }
  | { code: 'token-invalid' | 'token-expired' };

/** A token in a list, known by the beginning of its digest: the value itself is kept nowhere. */
export type ListedToken = {
  fingerprint: string;
  /** In ms since the epoch. */
  expiresAt: number;
  triesLeft: number;
  /** By success, or by wrong guesses. */
  spent: 0 | 1;
};

/**
 * Widget tokens: 256 random bits, stored as digests, each for one connection, short-lived, spent by success.
 * The methods write without a transaction of their own where the caller has one.
 */
export class WidgetTokens {
  readonly #clock: Clock;
  readonly #ttl: number;
  readonly #insert;
  readonly #find;
  readonly #take;
  readonly #giveBack;
  readonly #expire;
  readonly #spendAll;
  readonly #expireAll;
  readonly #of;

  /** `ttl` in seconds. */
  constructor(database: Database, clock: Clock, ttl: number) {
    this.#clock = clock;
    this.#ttl = ttl * 1_000;
    this.#insert = database.prepare(
      'INSERT INTO widget_tokens (digest, connection_id, expires_at, tries_left) VALUES (?, ?, ?, ?)',
    );
    this.#find = database.prepare(
      'SELECT connection_id, expires_at, tries_left, spent FROM widget_tokens WHERE digest = ?',
    );
    this.#take = database.prepare(
      'UPDATE widget_tokens SET tries_left = tries_left - 1 WHERE digest = ? AND tries_left > 0 RETURNING tries_left',
    );
    this.#giveBack = database.prepare('UPDATE widget_tokens SET tries_left = tries_left + 1 WHERE digest = ?');
    this.#expire = database.prepare('UPDATE widget_tokens SET expires_at = ? WHERE digest = ?');
    this.#spendAll = database.prepare('UPDATE widget_tokens SET spent = 1 WHERE connection_id = ?');
    this.#expireAll = database.prepare(
      'UPDATE widget_tokens SET expires_at = min(expires_at, ?) WHERE connection_id = ?',
    );
    this.#of = database.prepare(
      `SELECT substr(digest, 1, 8) AS fingerprint, expires_at AS expiresAt, tries_left AS triesLeft,
         spent OR tries_left = 0 AS spent
       FROM widget_tokens WHERE connection_id = ? ORDER BY expires_at DESC LIMIT 5`,
    );
  }

  /** A new token. Nobody can ask for it again. */
  mint(connectionId: string): string {
    const token = newSecret('wtk');
    this.#insert.run(digest(token), connectionId, this.#clock.now() + this.#ttl, triesPerToken);
    return token;
  }

  /** Whether the token may act for that connection now. */
  check(token: string, connectionId: string): TokenCheck {
    const row = this.#find.get(digest(token));
    if (!row || row['connection_id'] !== connectionId || row['spent'] === 1 || row['tries_left'] === 0) {
      return { code: 'token-invalid' };
    }
    const expiresIn = Math.ceil((Number(row['expires_at']) - this.#clock.now()) / 1_000);
    return expiresIn > 0 ? { code: null, connectionId, expiresIn } : { code: 'token-expired' };
  }

  /** Whether the token was used up. */
  isSpent(token: string): boolean {
    return this.#find.get(digest(token))?.['spent'] === 1;
  }

  /** Takes one of the token's tries, and gives how many are left. Null: there was none. */
  takeTry(token: string): number | null {
    const row = this.#take.get(digest(token));
    return row ? Number(row['tries_left']) : null;
  }

  /** A try that was taken does not count. */
  giveTryBack(token: string): void {
    this.#giveBack.run(digest(token));
  }

  /** How many tries the token has left. */
  triesLeft(token: string): number {
    return Number(this.#find.get(digest(token))?.['tries_left'] ?? 0);
  }

  /** Ends the token's life now. */
  expire(token: string): void {
    this.#expire.run(this.#clock.now(), digest(token));
  }

  /** The connection is made: none of its tokens may make it again. */
  spendAll(connectionId: string): void {
    this.#spendAll.run(connectionId);
  }

  /** Ends the life of all the connection's tokens now. */
  expireAll(connectionId: string): void {
    this.#expireAll.run(this.#clock.now(), connectionId);
  }

  /** The connection's tokens, five at most, the latest first. */
  of(connectionId: string): ListedToken[] {
    // The columns are the ones named in the statement, typed by a STRICT table.
    return this.#of.all(connectionId) as unknown as ListedToken[];
  }
}
