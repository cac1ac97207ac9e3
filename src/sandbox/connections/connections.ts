import type { WidgetToken } from '../../shared/widget-token.ts';
import type { ChangedConnection, Connection, ConnectionStatus, WebhookEvent } from '../../shared/connection.ts';
import type { Clock } from '../runtime/clock.ts';
import { digest, newId } from '../runtime/secrets.ts';
import type { Database } from '../storage/database.ts';
import type { WebhookOutbox } from '../webhooks/outbox.ts';
import type { WidgetTokens } from './widget-tokens.ts';

/** What a host's backend sends for a new connection. */
export type ConnectionRequest = {
  /** Preselected in the widget. */
  institutionId: string | null;
  idempotencyKey: string | null;
  requestId: string;
};

/** A connection and its age, for a list. */
export type ListedConnection = Connection & { /** In ms since the epoch. */ createdAt: number };

/** What `Connections` works with. */
export type ConnectionStore = {
  database: Database;
  clock: Clock;
  tokens: WidgetTokens;
  /** Null if the sandbox sends no webhooks. */
  outbox: WebhookOutbox | null;
  /** The digest of the application's API key. Connections of another key are not visible. */
  application: string;
  /** Called after a change of state; its webhook is in the outbox. */
  onChange(): void;
};

/** The connections of one application. Their states: `PENDING` → `CONNECTED` ⇄ `FAILED_AUTH`, until they are deleted. */
export class Connections {
  readonly #store: ConnectionStore;
  readonly #insert;
  readonly #find;
  readonly #update;
  readonly #findKey;
  readonly #insertKey;
  readonly #deleteKeys;
  readonly #delete;
  readonly #latest;
  readonly #add;

  constructor(store: ConnectionStore) {
    const { database } = store;
    this.#store = store;
    this.#insert = database.prepare(
      "INSERT INTO connections (id, application, status, institution_id, created_at) VALUES (?, ?, 'PENDING', ?, ?)",
    );
    this.#find = database.prepare<Connection>(
      `SELECT id AS connectionId, status, institution_id AS institutionId FROM connections
       WHERE id = ? AND application = ?`,
    );
    this.#update = database.prepare('UPDATE connections SET status = ?, institution_id = ? WHERE id = ?');
    this.#findKey = database.prepare<{ bodyDigest: string; connectionId: string }>(
      'SELECT body_digest AS bodyDigest, connection_id AS connectionId FROM idempotency_keys WHERE application = ? AND key = ?',
    );
    this.#insertKey = database.prepare(
      'INSERT INTO idempotency_keys (application, key, body_digest, connection_id) VALUES (?, ?, ?, ?)',
    );
    this.#deleteKeys = database.prepare('DELETE FROM idempotency_keys WHERE connection_id = ?');
    this.#delete = database.prepare('DELETE FROM connections WHERE id = ?');
    this.#latest = database.prepare<ListedConnection>(
      `SELECT id AS connectionId, status, institution_id AS institutionId, created_at AS createdAt FROM connections
       WHERE application = ? AND (? IS NULL OR id IN (SELECT value FROM json_each(?)))
       ORDER BY created_at DESC, id LIMIT ?`,
    );
    this.#add = database.prepare(
      "INSERT OR IGNORE INTO connections (id, application, status, created_at) VALUES (?, ?, 'PENDING', ?)",
    );
  }

  /** At most `limit` connections, the latest first. `ids`: of these alone. */
  latest(limit: number, ids: readonly string[] | null = null): ListedConnection[] {
    const only = ids && JSON.stringify(ids);
    return this.#latest.all(this.#store.application, only, only, limit);
  }

  /**
   * Creates a connection with its first token. For a known idempotency key it returns the same connection with a new token;
   * null if that key was used for another request.
   */
  create({ institutionId, idempotencyKey, requestId }: ConnectionRequest): WidgetToken | null {
    const { database, clock, tokens, application } = this.#store;
    const bodyDigest = digest(JSON.stringify({ institutionId }));
    return database.transaction(() => {
      const seen = idempotencyKey === null ? undefined : this.#findKey.get(application, idempotencyKey);
      if (seen && seen.bodyDigest !== bodyDigest) return null;
      const connectionId = seen ? seen.connectionId : newId('conn');
      if (!seen) this.#insert.run(connectionId, application, institutionId, clock.now());
      if (!seen && idempotencyKey !== null) {
        this.#insertKey.run(application, idempotencyKey, bodyDigest, connectionId);
      }
      return { connectionId, widgetToken: tokens.mint(connectionId, requestId) };
    });
  }

  /** Creates a connection of that id. False if there is one, of any application. */
  add(connectionId: string): boolean {
    const { application, clock } = this.#store;
    return this.#add.run(connectionId, application, clock.now()).changes === 1;
  }

  /** The connection of that id; null if this application has none. */
  find(connectionId: string): Connection | null {
    return this.#find.get(connectionId, this.#store.application) ?? null;
  }

  /** A new token to repair a connection with; null unless the connection is `FAILED_AUTH`. */
  mintRepairToken(connectionId: string, requestId: string): string | null {
    const { database, tokens } = this.#store;
    return database.transaction(() =>
      this.find(connectionId)?.status === 'FAILED_AUTH' ? tokens.mint(connectionId, requestId) : null,
    );
  }

  /**
   * The bank has accepted the user. `by` is the token of the attempt, or the request if there was no widget. Returns null if
   * the connection is unknown or already `CONNECTED`, or if the token is spent: then another attempt has connected it
   * meanwhile, and it may have failed again since.
   */
  connect(
    connectionId: string,
    institutionId: string,
    by: { widgetToken: string } | { requestId: string },
  ): Connection | null {
    const from: ConnectionStatus[] = ['PENDING', 'FAILED_AUTH'];
    const { tokens } = this.#store;
    const widgetToken = 'widgetToken' in by ? by.widgetToken : null;
    const requestId = 'requestId' in by ? by.requestId : tokens.requestIdOf(by.widgetToken);
    return this.#change(connectionId, { from, to: 'CONNECTED', institutionId, widgetToken, requestId });
  }

  /** The bank no longer accepts the stored credentials. Null unless the connection is `CONNECTED`. */
  failAuth(connectionId: string, requestId: string): Connection | null {
    return this.#change(connectionId, {
      from: ['CONNECTED'],
      to: 'FAILED_AUTH',
      institutionId: null,
      widgetToken: null,
      requestId,
    });
  }

  /** Deletes the connection with its tokens and its idempotency keys. False if it is unknown. */
  disconnect(connectionId: string, requestId: string): boolean {
    const { database, tokens, onChange } = this.#store;
    const isDeleted = database.transaction(() => {
      const before = this.find(connectionId);
      if (!before) return false;
      tokens.deleteAll(connectionId);
      this.#deleteKeys.run(connectionId);
      this.#delete.run(connectionId);
      this.#announce({ ...before, status: 'DISCONNECTED' }, requestId);
      return true;
    });
    if (isDeleted) onChange();
    return isDeleted;
  }

  /** Changes the state, spends the tokens and adds the webhook, in one transaction. */
  #change(connectionId: string, { from, to, institutionId, widgetToken, requestId }: Change): Connection | null {
    const { database, tokens, onChange } = this.#store;
    const changed = database.transaction(() => {
      const before = this.find(connectionId);
      if (!before || !from.includes(before.status)) return null;
      if (widgetToken !== null && tokens.isSpent(widgetToken)) return null;
      const after = { connectionId, status: to, institutionId: institutionId ?? before.institutionId };
      this.#update.run(after.status, after.institutionId, connectionId);
      tokens.spendAll(connectionId);
      this.#announce(after, requestId);
      return after;
    });
    if (changed) onChange();
    return changed;
  }

  /** Adds the webhook of a change, in the transaction of that change. */
  #announce(data: ChangedConnection, requestId: string | null): void {
    const { clock, outbox } = this.#store;
    const timestamp = new Date(clock.now()).toISOString();
    outbox?.add({ type: eventTypes[data.status], timestamp, data }, requestId);
  }
}

/** A change of state. */
type Change = {
  from: readonly ConnectionStatus[];
  to: 'CONNECTED' | 'FAILED_AUTH';
  /** Null: unchanged. */
  institutionId: string | null;
  /** The change fails if this token is spent; null if there is none. */
  widgetToken: string | null;
  /** The request that caused the change; null if it is not known. */
  requestId: string | null;
};

const eventTypes: Record<ChangedConnection['status'], WebhookEvent['type']> = {
  CONNECTED: 'connection.connected',
  FAILED_AUTH: 'connection.failed_auth',
  DISCONNECTED: 'connection.disconnected',
};
