import type { Application } from '../../shared/widget-api.ts';
import type { Attempts } from '../bank/attempts.ts';
import type { Connections } from '../connections/connections.ts';
import type { WidgetTokens } from '../connections/widget-tokens.ts';
import type { Institutions } from '../institutions/institutions.ts';
import type { ChangeSignal } from '../runtime/change-signal.ts';
import type { Clock } from '../runtime/clock.ts';
import type { RequestEvent } from '../runtime/log.ts';
import type { RecentRequests } from '../runtime/recent-requests.ts';
import type { Traces } from '../storage/traces.ts';
import type { SandboxSettings } from '../settings.ts';
import type { WebhookOutbox } from '../webhooks/outbox.ts';
import type { WebhookWorker } from '../webhooks/worker.ts';

/** What the routes work with. */
export type Services = {
  settings: SandboxSettings;
  application: Application;
  connections: Connections;
  tokens: WidgetTokens;
  attempts: Attempts;
  institutions: Institutions;
  outbox: WebhookOutbox;
  /** Null if there is no URL for webhooks. */
  worker: WebhookWorker | null;
  clock: Clock;
  requests: RecentRequests;
  traces: Traces;
  /** Any change that the console shows. */
  changes: ChangeSignal;
  /** Deliveries of webhooks. */
  deliveries: ChangeSignal;
  /** Aborted when the sandbox stops, to end event streams. */
  closing: AbortSignal;
  /** Called with each request, once it is answered. */
  onRequest(event: RequestEvent): void;
  /** Called with the cause of a 500. */
  onFailure(error: unknown, requestId: string): void;
};
