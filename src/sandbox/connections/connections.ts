import type { Connection, ConnectionStatus, WebhookEvent } from '../../shared/connection.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Database } from '../storage/database.ts';
import { digest, newId } from '../runtime/secrets.ts';
import type { WebhookOutbox } from '../webhooks/outbox.ts';
import type { WidgetTokens } from './widget-tokens.ts';

/** What a host's backend gets for a new connection. */
export type NewConnection = { connectionId: string; widgetToken: string };

/** What a host's backend asks for. */
export type ConnectionRequest = {
  /** Preselected in the widget. */
  institutionId: string | null;
  idempotencyKey: string | null;
};

/** A connection in a list. */
export type ListedConnection = Connection & { /** In ms since the epoch. */ createdAt: number };

/** What the connections of one application are kept with. */
export type ConnectionStore = {
  database: Database;
  clock: Clock;
  tokens: WidgetTokens;
  /** Null where nobody listens to webhooks. */
  outbox: WebhookOutbox | null;
  /** The digest of the application's API key: another key sees none of these connections. */
  application: string;
  /** Called after a state changed, with its webhook in the outbox. */
  onChange(): void;
};

/** The connections of one application and their states: `PENDING` → `CONNECTED` ⇄ `FAILED_AUTH`. */
export class Connections {
  readonly #store: ConnectionStore;
  readonly #insert;
  readonly #find;
  readonly #update;
  readonly #findKey;
  readonly #insertKey;
  readonly #latest;

  constructor(store: ConnectionStore) {
    const { database } = store;
    this.#store = store;
    this.#insert = database.prepare(
      "INSERT INTO connections (id, application, status, institution_id, created_at) VALUES (?, ?, 'PENDING', ?, ?)",
    );
    this.#find = database.prepare('SELECT status, institution_id FROM connections WHERE id = ? AND application = ?');
    this.#update = database.prepare('UPDATE connections SET status = ?, institution_id = ? WHERE id = ?');
    this.#findKey = database.prepare(
      'SELECT body_digest, connection_id FROM idempotency_keys WHERE application = ? AND key = ?',
    );
    this.#insertKey = database.prepare(
      'INSERT INTO idempotency_keys (application, key, body_digest, connection_id) VALUES (?, ?, ?, ?)',
    );
    this.#latest = database.prepare(
      `SELECT id AS connectionId, status, institution_id AS institutionId, created_at AS createdAt FROM connections
       WHERE application = ? ORDER BY created_at DESC LIMIT ?`,
    );
  }

  /** At most `limit` connections, the latest first. */
  latest(limit: number): ListedConnection[] {
    // The columns are the ones named in the statement, typed by a STRICT table.
    return this.#latest.all(this.#store.application, limit) as unknown as ListedConnection[];
  }

  /**
   * A new connection with its first token; for an idempotency key that was seen before the same connection with
   * another token. Null if that key came with another request.
   */
  create({ institutionId, idempotencyKey }: ConnectionRequest): NewConnection | null {
    const { database, clock, tokens, application } = this.#store;
    const bodyDigest = digest(JSON.stringify({ institutionId }));
    return database.transaction(() => {
      const seen = idempotencyKey === null ? undefined : this.#findKey.get(application, idempotencyKey);
      if (seen && seen['body_digest'] !== bodyDigest) return null;
      const connectionId = seen ? String(seen['connection_id']) : newId('conn');
      if (!seen) this.#insert.run(connectionId, application, institutionId, clock.now());
      if (!seen && idempotencyKey !== null) {
        this.#insertKey.run(application, idempotencyKey, bodyDigest, connectionId);
      }
      return { connectionId, widgetToken: tokens.mint(connectionId) };
    });
  }

  /** The connection as it stands; null if this application has none of that id. */
  find(connectionId: string): Connection | null {
    const row = this.#find.get(connectionId, this.#store.application);
    if (!row) return null;
    // Both columns are what the schema's constraint and type say.
    return {
      connectionId,
      status: row['status'] as ConnectionStatus,
      institutionId: row['institution_id'] as string | null,
    };
  }

  /** A token to repair a connection with; null unless it is `FAILED_AUTH`. */
  mintRepairToken(connectionId: string): string | null {
    const { database, tokens } = this.#store;
    return database.transaction(() =>
      this.find(connectionId)?.status === 'FAILED_AUTH' ? tokens.mint(connectionId) : null,
    );
  }

  /**
   * The bank said yes, to whoever holds `widgetToken` (null: to nobody in a widget). Null if the connection is unknown or
   * `CONNECTED` already, or the token is spent: others have made the connection meanwhile, and it may be broken since.
   */
  connect(connectionId: string, institutionId: string, widgetToken: string | null = null): Connection | null {
    const from: ConnectionStatus[] = ['PENDING', 'FAILED_AUTH'];
    return this.#change(connectionId, { from, to: 'CONNECTED', institutionId, widgetToken });
  }

  /** The bank no longer takes the stored credentials. Null unless the connection is `CONNECTED`. */
  failAuth(connectionId: string): Connection | null {
    return this.#change(connectionId, {
      from: ['CONNECTED'],
      to: 'FAILED_AUTH',
      institutionId: null,
      widgetToken: null,
    });
  }

  /** One transaction: the state, the tokens it spends, the webhook that tells of it. */
  #change(connectionId: string, { from, to, institutionId, widgetToken }: Change): Connection | null {
    const { database, clock, tokens, outbox, onChange } = this.#store;
    const changed = database.transaction(() => {
      const before = this.find(connectionId);
      if (!before || !from.includes(before.status)) return null;
      if (widgetToken !== null && tokens.isSpent(widgetToken)) return null;
      const after: Connection = { connectionId, status: to, institutionId: institutionId ?? before.institutionId };
      this.#update.run(after.status, after.institutionId, connectionId);
      tokens.spendAll(connectionId);
      outbox?.add(eventFor(to, after, clock.now()));
      return after;
    });
    if (changed) onChange();
    return changed;
  }
}

/** How a connection is to change. */
type Change = {
  from: readonly ConnectionStatus[];
  to: 'CONNECTED' | 'FAILED_AUTH';
  /** Null: as it was. */
  institutionId: string | null;
  /** Must not be spent; null where there is none. */
  widgetToken: string | null;
};

function eventFor(status: 'CONNECTED' | 'FAILED_AUTH', data: Connection, now: number): WebhookEvent {
  return {
    type: status === 'CONNECTED' ? 'connection.connected' : 'connection.failed_auth',
    timestamp: new Date(now).toISOString(),
    data,
  };
}
