import type { WebhookEvent } from '../../shared/connection.ts';

/** An event of a sandbox. Contains no token, key, credential or cookie. */
export type LogEvent =
  | {
      event: 'ready';
      url: string;
      /** The page that shows the state of the sandbox. */
      console: string;
      /** The database's file; null if it is in memory. */
      database: string | null;
      /** What receives webhooks, without the query; null if nothing does. */
      webhookUrl: string | null;
    }
  /** Something that is not as a developer may expect. */
  | { event: 'warning'; message: string }
  /** The database was emptied: how much was deleted. */
  | { event: 'reset'; connections: number; webhooks: number }
  /** How many of the example connections are new. */
  | { event: 'seeded'; connections: number }
  | {
      event: 'request';
      /** The request's `X-Request-Id`, which its answer has too. */
      requestId: string;
      method: string;
      /** Without the query. */
      path: string;
      status: number;
      /** The time until the response's headers. */
      ms: number;
      /** The connection that the request was about. */
      connectionId?: string;
      /** The request of the host's backend that created the widget token of this one. */
      startedBy?: string;
      /** Why the request was refused: the members `code` and `detail` of its problem JSON. */
      code?: string;
      detail?: string;
    }
  /** One delivery of a webhook: its answer, or why there was none. */
  | {
      event: 'webhook';
      id: string;
      type: WebhookEvent['type'];
      connectionId: string;
      /** The request that caused it: of the host's backend, also if the widget was in between. */
      requestId?: string;
      status: number | null;
      failure?: string;
      ms: number;
    }
  /** An internal error: the cause of a 500, or a failure in the background, which is retried. */
  | { event: 'failure'; task: 'request' | 'attempts' | 'webhooks' | 'retention'; reason: string; requestId?: string }
  | { event: 'stopping'; signal: string }
  | { event: 'stopped' };

/** The sandbox has started. */
export type ReadyEvent = Extract<LogEvent, { event: 'ready' }>;

/** A request that was answered. */
export type RequestEvent = Extract<LogEvent, { event: 'request' }>;

/** A webhook that was delivered once. */
export type DeliveryEvent = Extract<LogEvent, { event: 'webhook' }>;

/** Called with each event. */
export type Log = (event: LogEvent) => void;
