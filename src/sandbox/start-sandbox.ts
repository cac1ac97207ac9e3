import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { withoutPrototype } from '../shared/prototype-pollution.ts';
import { applicationOf } from './application.ts';
import { Attempts } from './bank/attempts.ts';
import { Connections } from './connections/connections.ts';
import { WidgetTokens } from './connections/widget-tokens.ts';
import { createApp } from './http/app.ts';
import { drainable } from './http/drainable.ts';
import { Institutions } from './institutions/institutions.ts';
import { ChangeSignal } from './runtime/change-signal.ts';
import { Clock } from './runtime/clock.ts';
import { failureReason } from './runtime/failure-reason.ts';
import type { LogEvent } from './runtime/log.ts';
import { RecentRequests } from './runtime/recent-requests.ts';
import { digest } from './runtime/secrets.ts';
import { Traces } from './storage/traces.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import { completeSettings, SettingsError } from './settings.ts';
import type { Database } from './storage/database.ts';
import { runRetention } from './storage/retention.ts';
import { createTestControls } from './test-controls.ts';
import { deliveryEvent } from './webhooks/delivery-event.ts';
import { WebhookOutbox } from './webhooks/outbox.ts';
import { WebhookSender } from './webhooks/sender.ts';
import { WebhookWorker, type WorkerHooks } from './webhooks/worker.ts';

export type { Sandbox, SandboxOptions } from './sandbox.ts';

/**
 * Starts an Araucaria in this process. Rejects with a {@link SettingsError} for an invalid setting, such as a port that is in
 * use.
 *
 * @example
 * await using sandbox = await startSandbox();
 * const { widgetToken } = await sandbox.createConnection();
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = new Clock(), log, ...settings } = withoutPrototype(options);
  const complete = completeSettings(settings);
  const { webhookUrl, webhookSecret } = complete;
  const application = applicationOf(complete);
  const institutions =
    complete.institutions === null ? generatedInstitutions() : new Institutions(complete.institutions);
  const database = await openDatabase(complete.database);

  const tokens = new WidgetTokens(database, clock, complete.tokenTtl);
  const applicationDigest = digest(complete.apiKey);
  const outbox = new WebhookOutbox(database, clock, applicationDigest);
  const sender =
    webhookUrl && webhookSecret ? new WebhookSender(clock, { url: webhookUrl, secret: webhookSecret }) : null;
  const changes = new ChangeSignal();
  const reportFailure =
    (task: Extract<LogEvent, { event: 'failure' }>['task']) =>
    (error: unknown, requestId?: string): void =>
      log?.({ event: 'failure', task, reason: failureReason(error), ...(requestId !== undefined && { requestId }) });
  const hooks: WorkerHooks = {
    onDelivery(webhook, delivery) {
      log?.(deliveryEvent(webhook, delivery));
      changes.notify();
    },
    onFailure: reportFailure('webhooks'),
  };
  const worker = sender && new WebhookWorker(outbox, sender, clock, hooks);
  const connections = new Connections({
    database,
    clock,
    tokens,
    outbox: worker && outbox,
    application: applicationDigest,
    onChange() {
      worker?.wake();
      changes.notify();
    },
  });
  const attempts = new Attempts({
    connections,
    tokens,
    clock,
    stepMs: complete.bankDelay,
    onFailure: reportFailure('attempts'),
  });

  const requests = new RecentRequests();
  const traces = new Traces(database, requests, applicationDigest);
  const closeController = new AbortController();
  const app = createApp({
    settings: complete,
    application,
    connections,
    tokens,
    attempts,
    institutions,
    outbox,
    worker,
    clock,
    requests,
    traces,
    changes,
    closing: closeController.signal,
    onRequest(event) {
      if (requests.add(event)) changes.notify();
      log?.(event);
    },
    onFailure: reportFailure('request'),
  });
  let server: Server;
  try {
    server = await listen(app.fetch, complete.port);
  } catch (error) {
    database.close();
    throw error;
  }
  const drain = drainable(server);
  worker?.start();
  void runRetention(database, clock, closeController.signal, reportFailure('retention'));

  // An HTTP server on TCP has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> => (closed ??= stop());
  log?.({ event: 'ready', url });
  return {
    url,
    port,
    widgetSrc: `${url}/widget/araucaria-connect.js`,
    apiKey: complete.apiKey,
    clock,
    ...createTestControls(url, complete.apiKey),
    close,
    [Symbol.asyncDispose]: close,
  };

  async function stop(): Promise<void> {
    closeController.abort();
    await drain();
    await attempts.close();
    await worker?.stop();
    database.close();
    log?.({ event: 'stopped' });
  }
}

let generated: Institutions | null = null;

/** The generated institutions, indexed once: it takes a while, and a test suite may start many sandboxes. */
function generatedInstitutions(): Institutions {
  return (generated ??= new Institutions(null));
}

async function openDatabase(path: string): Promise<Database> {
  // Imported here, because a static import would fail in an older Node before `unsupportedNode` can say why.
  const { Database } = await import('./storage/database.ts');
  try {
    return new Database(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unusable';
    throw new SettingsError('database', `expected a file that SQLite can open; ${reason}`);
  }
}

async function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Server> {
  // Without `createServer` the adaptor makes a plain HTTP/1.1 server.
  const server = createAdaptorServer({
    fetch,
    serverOptions: { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 },
  }) as Server;
  // Loopback only, so that no other machine on the network can use a developer's sandbox.
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new SettingsError('port', `expected a free port; ${port} can't be used (${String(error.code)})`);
  }
  return server;
}
