/** `PENDING` → `CONNECTED` ⇄ `FAILED_AUTH`. */
export type ConnectionStatus = 'PENDING' | 'CONNECTED' | 'FAILED_AUTH';

/** `GET /v1/connections/{id}`: the server's word on a connection. */
export type Connection = { connectionId: string; status: ConnectionStatus; institutionId: string | null };

/** What the host's backend is told by webhook. */
export type WebhookEvent = {
  type: 'connection.connected' | 'connection.failed_auth';
  /** ISO 8601, when it happened. */
  timestamp: string;
  data: Connection;
};
