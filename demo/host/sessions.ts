import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { parse, serialize } from 'hono/utils/cookie';

const cookieName = 'quilla_session';

/** The sessions. The demo has no login: each browser is a user of its own, recognized by a cookie. */
export class Sessions {
  readonly #insert;
  readonly #find;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare('INSERT INTO sessions (digest, user) VALUES (?, ?)');
    this.#find = database.prepare('SELECT user FROM sessions WHERE digest = ?');
  }

  /** The user of the request's session cookie; null without a valid one. */
  userOf(request: Request): string | null {
    const token = parse(request.headers.get('Cookie') ?? '', cookieName)[cookieName];
    const row = token === undefined ? undefined : this.#find.get(digest(token));
    return row ? String(row['user']) : null;
  }

  /** Creates a session of a new user, and returns its `Set-Cookie` header. */
  begin(): string {
    const token = randomBytes(32).toString('base64url');
    this.#insert.run(digest(token), randomUUID());
    // Lax: other sites can't post with the user's cookie. On https, add `secure`.
    return serialize(cookieName, token, { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 30 * 24 * 3600 });
  }
}

const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');
