import type { RecentRequest, RecentRequests } from '../runtime/recent-requests.ts';
import type { Database } from './database.ts';

/** All that belongs to an id. */
export type Trace = {
  connectionIds: string[];
  /** The latest first. */
  requests: RecentRequest[];
};

/**
 * Finds by any id what belongs together: the request of the host's backend, the connection, the requests of the widget, and
 * the webhooks.
 */
export class Traces {
  readonly #requests: RecentRequests;
  readonly #application: string;
  readonly #connectionsOf;

  /** `application`: the digest of its API key, as in `Connections`. */
  constructor(database: Database, requests: RecentRequests, application: string) {
    this.#requests = requests;
    this.#application = application;
    this.#connectionsOf = database.prepare<{ connectionId: string }>(
      `SELECT id AS connectionId FROM connections WHERE application = ?1 AND id = ?2
       UNION SELECT connection_id FROM widget_tokens JOIN connections ON connections.id = connection_id
         WHERE application = ?1 AND request_id = ?2
       UNION SELECT payload ->> '$.data.connectionId' FROM webhooks
         WHERE application = ?1 AND (id = ?2 OR request_id = ?2 OR payload ->> '$.data.connectionId' = ?2)`,
    );
  }

  /** What belongs to the id of a request, a connection or a webhook. */
  find(id: string): Trace {
    const isOf = ({ requestId, startedBy, connectionId }: RecentRequest): boolean =>
      [requestId, startedBy, connectionId].includes(id);
    const connectionIds = new Set(
      [
        ...this.#connectionsOf.all(this.#application, id),
        // A request of the widget is not in the database.
        ...this.#requests.latest().filter(isOf),
      ].flatMap(({ connectionId }) => connectionId ?? []),
    );
    return {
      connectionIds: [...connectionIds],
      requests: this.#requests
        .latest()
        .filter((request) => isOf(request) || connectionIds.has(request.connectionId ?? '')),
    };
  }
}
