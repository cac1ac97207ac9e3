import type { Clock } from '../runtime/clock.ts';
import { digest, newSecret } from '../runtime/secrets.ts';
import type { Database } from '../storage/database.ts';

/** How many wrong passwords, codes and answers, in total, end a token. */
const triesPerToken = 5;

/** The result of checking a widget token. `expiresIn` is in seconds; `requestId` is of the request that created it. */
export type TokenCheck =
  | { code: null; connectionId: string; expiresIn: number; requestId: string | null }
  | { code: 'token-invalid' | 'token-expired' };

/** A token in a list. Only its digest is stored; `fingerprint` is the beginning of it. */
export type ListedToken = {
  fingerprint: string;
  /** In ms since the epoch. */
  expiresAt: number;
  triesLeft: number;
  /** 1 after a success or too many wrong guesses. */
  spent: 0 | 1;
};

type TokenRow = {
  connectionId: string;
  expiresAt: number;
  triesLeft: number;
  spent: number;
  requestId: string | null;
};

/**
 * Widget tokens: 256 random bits, stored as digests. Each is for one connection, expires soon, and is spent by a success.
 * The methods begin no transaction, so that the caller may have one.
 */
export class WidgetTokens {
  readonly #clock: Clock;
  readonly #ttlMs: number;
  readonly #insert;
  readonly #find;
  readonly #takeTry;
  readonly #returnTry;
  readonly #expire;
  readonly #spendAll;
  readonly #expireAll;
  readonly #deleteAll;
  readonly #listed;

  constructor(database: Database, clock: Clock, ttlSeconds: number) {
    this.#clock = clock;
    this.#ttlMs = ttlSeconds * 1_000;
    this.#insert = database.prepare(
      'INSERT INTO widget_tokens (digest, connection_id, expires_at, tries_left, request_id) VALUES (?, ?, ?, ?, ?)',
    );
    this.#find = database.prepare<TokenRow>(
      `SELECT connection_id AS connectionId, expires_at AS expiresAt, tries_left AS triesLeft, spent,
         request_id AS requestId
       FROM widget_tokens WHERE digest = ?`,
    );
    this.#takeTry = database.prepare<{ triesLeft: number }>(
      `UPDATE widget_tokens SET tries_left = tries_left - 1
       WHERE digest = ? AND tries_left > 0 RETURNING tries_left AS triesLeft`,
    );
    this.#returnTry = database.prepare('UPDATE widget_tokens SET tries_left = tries_left + 1 WHERE digest = ?');
    this.#expire = database.prepare('UPDATE widget_tokens SET expires_at = ? WHERE digest = ?');
    this.#spendAll = database.prepare('UPDATE widget_tokens SET spent = 1 WHERE connection_id = ?');
    this.#expireAll = database.prepare(
      'UPDATE widget_tokens SET expires_at = min(expires_at, ?) WHERE connection_id = ?',
    );
    this.#deleteAll = database.prepare('DELETE FROM widget_tokens WHERE connection_id = ?');
    this.#listed = database.prepare<ListedToken>(
      `SELECT substr(digest, 1, 8) AS fingerprint, expires_at AS expiresAt, tries_left AS triesLeft,
         spent OR tries_left = 0 AS spent
       FROM widget_tokens WHERE connection_id = ? ORDER BY expires_at DESC LIMIT 5`,
    );
  }

  /** Creates a token for the request of that id. Its value is returned here only. */
  mint(connectionId: string, requestId: string): string {
    const token = newSecret('wtk');
    this.#insert.run(digest(token), connectionId, this.#clock.now() + this.#ttlMs, triesPerToken, requestId);
    return token;
  }

  /** Whether the token is valid for that connection now. */
  check(token: string, connectionId: string): TokenCheck {
    const row = this.#find.get(digest(token));
    if (!row || row.connectionId !== connectionId || row.spent === 1 || row.triesLeft === 0) {
      return { code: 'token-invalid' };
    }
    const expiresIn = Math.ceil((row.expiresAt - this.#clock.now()) / 1_000);
    return expiresIn > 0
      ? { code: null, connectionId, expiresIn, requestId: row.requestId }
      : { code: 'token-expired' };
  }

  /** Whether a success has spent the token. */
  isSpent(token: string): boolean {
    return this.#find.get(digest(token))?.spent === 1;
  }

  /** The id of the request that created the token; null if it is not known. */
  requestIdOf(token: string): string | null {
    return this.#find.get(digest(token))?.requestId ?? null;
  }

  /** Takes one of the token's tries, and returns how many are left; null if there was none. */
  takeTry(token: string): number | null {
    return this.#takeTry.get(digest(token))?.triesLeft ?? null;
  }

  /** Returns a try that was taken: the guess was right. */
  returnTry(token: string): void {
    this.#returnTry.run(digest(token));
  }

  /** How many tries the token has left. */
  triesLeft(token: string): number {
    return this.#find.get(digest(token))?.triesLeft ?? 0;
  }

  /** Expires the token now. */
  expire(token: string): void {
    this.#expire.run(this.#clock.now(), digest(token));
  }

  /** Spends all tokens of a connection, after a success. */
  spendAll(connectionId: string): void {
    this.#spendAll.run(connectionId);
  }

  /** Expires all tokens of the connection now. */
  expireAll(connectionId: string): void {
    this.#expireAll.run(this.#clock.now(), connectionId);
  }

  /** Deletes all tokens of the connection. */
  deleteAll(connectionId: string): void {
    this.#deleteAll.run(connectionId);
  }

  /** At most five tokens of the connection, the latest first. */
  latestOf(connectionId: string): ListedToken[] {
    return this.#listed.all(connectionId);
  }
}
