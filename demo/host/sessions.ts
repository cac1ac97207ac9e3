import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { parse, serialize } from 'hono/utils/cookie';

const cookieName = 'quilla_session';

/** Who a request comes from. The demo has no login: each browser is a user of its own, by its cookie. */
export class Sessions {
  readonly #insert;
  readonly #find;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare('INSERT INTO sessions (digest, user) VALUES (?, ?)');
    this.#find = database.prepare('SELECT user FROM sessions WHERE digest = ?');
  }

  /** The user whose session cookie the request carries; null for a stranger. */
  userOf(request: Request): string | null {
    const token = parse(request.headers.get('Cookie') ?? '', cookieName)[cookieName];
    const row = token === undefined ? undefined : this.#find.get(digest(token));
    return row ? String(row['user']) : null;
  }

  /** Begins a session of a new user, and gives the `Set-Cookie` header for it. */
  begin(): string {
    const token = randomBytes(32).toString('base64url');
    this.#insert.run(digest(token), randomUUID());
    // Lax keeps other sites from posting in the user's name. On https, add `secure`.
    return serialize(cookieName, token, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 30 * 24 * 3600 });
  }
}

const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');
