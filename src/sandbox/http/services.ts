import type { Attempts } from '../bank/attempts.ts';
import type { Changes } from '../runtime/changes.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Connections } from '../connections/connections.ts';
import type { Institutions } from '../institutions/institutions.ts';
import type { RequestLog } from '../runtime/recent-requests.ts';
import type { SandboxSettings } from '../settings.ts';
import type { WebhookOutbox } from '../webhooks/outbox.ts';
import type { WebhookWorker } from '../webhooks/worker.ts';
import type { WidgetTokens } from '../connections/widget-tokens.ts';

/** What the routes put to work. */
export type Services = {
  settings: SandboxSettings;
  connections: Connections;
  tokens: WidgetTokens;
  attempts: Attempts;
  institutions: Institutions;
  outbox: WebhookOutbox;
  /** Null where webhooks have no address to go to. */
  worker: WebhookWorker | null;
  clock: Clock;
  requests: RequestLog;
  changes: Changes;
  /** Aborted when the sandbox stops: answers that never end do then. */
  closing: AbortSignal;
  /** Hears what is behind an answer of 500. */
  onFailure(error: unknown): void;
};
