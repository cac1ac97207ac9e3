/** `PENDING` → `CONNECTED` ⇄ `FAILED_AUTH`. */
export type ConnectionStatus = 'PENDING' | 'CONNECTED' | 'FAILED_AUTH';

/** The answer to `GET /v1/connections/{id}`. Used by `src/server`, whose webhooks carry it, and by `src/sandbox`. */
export type Connection = { connectionId: string; status: ConnectionStatus; institutionId: string | null };

/** The new state that a webhook tells of. After `DISCONNECTED` there is no connection of that id. */
export type ChangedConnection = Omit<Connection, 'status'> & { status: 'CONNECTED' | 'FAILED_AUTH' | 'DISCONNECTED' };

/** The body of a webhook to the host's backend. */
export type WebhookEvent = {
  type: 'connection.connected' | 'connection.failed_auth' | 'connection.disconnected';
  /** When it happened, as ISO 8601. */
  timestamp: string;
  data: ChangedConnection;
};
