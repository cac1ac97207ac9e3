import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withoutPrototype } from '../shared/prototype-pollution.ts';
import { applicationOf } from './application.ts';
import { Attempts } from './bank/attempts.ts';
import { Connections } from './connections/connections.ts';
import { addExamples } from './connections/examples.ts';
import { WidgetTokens } from './connections/widget-tokens.ts';
import { isLoopback } from './http/addresses.ts';
import { createApp } from './http/app.ts';
import { drainable } from './http/drainable.ts';
import { listen } from './http/listen.ts';
import { Institutions } from './institutions/institutions.ts';
import { ChangeSignal } from './runtime/change-signal.ts';
import { Clock } from './runtime/clock.ts';
import { failureReason } from './runtime/failure-reason.ts';
import type { LogEvent } from './runtime/log.ts';
import { RecentRequests } from './runtime/recent-requests.ts';
import { digest } from './runtime/secrets.ts';
import { withoutQuery } from './runtime/without-query.ts';
import { Traces } from './storage/traces.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import { completeSettings, defaultApiKey, variables } from './settings.ts';
import { runRetention } from './storage/retention.ts';
import { useDatabase } from './storage/use-database.ts';
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
  const { clock = new Clock(), log, reset = false, seed = false, ...settings } = withoutPrototype(options);
  const complete = completeSettings(settings);
  const { webhookUrl } = complete;
  const application = applicationOf(complete);
  const institutions =
    complete.institutions === null ? generatedInstitutions() : new Institutions(complete.institutions);
  const storage = await useDatabase(complete.database);
  const { database } = storage;
  const webhookSecret = webhookUrl === null ? null : (complete.webhookSecret ?? storage.facts.webhookSecret());

  const tokens = new WidgetTokens(database, clock, complete.tokenTtl);
  const applicationDigest = digest(complete.apiKey);
  const outbox = new WebhookOutbox(database, clock, applicationDigest);
  const sender =
    webhookUrl && webhookSecret ? new WebhookSender(clock, { url: webhookUrl, secret: webhookSecret }) : null;
  const changes = new ChangeSignal();
  const deliveries = new ChangeSignal();
  const reportFailure =
    (task: Extract<LogEvent, { event: 'failure' }>['task']) =>
    (error: unknown, requestId?: string): void =>
      log?.({ event: 'failure', task, reason: failureReason(error), ...(requestId !== undefined && { requestId }) });
  const hooks: WorkerHooks = {
    onDelivery(webhook, delivery) {
      log?.(deliveryEvent(webhook, delivery));
      changes.notify();
      deliveries.notify();
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
    deliveries,
    closing: closeController.signal,
    onRequest(event) {
      if (requests.add(event)) changes.notify();
      log?.(event);
    },
    onFailure: reportFailure('request'),
  });
  let server: Server | null = null;
  try {
    server = await listen(app.fetch, complete);
    // Not before: nothing is lost if the port can't be used.
    const removed = reset ? storage.reset() : null;
    if (removed) log?.({ event: 'reset', ...removed });
    const added = seed ? seeded(connections) : null;
    if (added) log?.(added);
    storage.facts.setUser(urlOf(server));
  } catch (error) {
    server?.close();
    storage.close();
    throw error;
  }
  const drain = drainable(server);
  worker?.start();
  void runRetention(database, clock, closeController.signal, reportFailure('retention'));

  const url = urlOf(server);
  let closed: Promise<void> | null = null;
  const close = (): Promise<void> => (closed ??= stop());
  if (webhookUrl === null && complete.webhookSecret !== null) {
    const message = `${variables.webhookSecret} is set, but no ${variables.webhookUrl}: no webhook is sent.`;
    log?.({ event: 'warning', message });
  }
  if (!isLoopback(complete.host) && complete.apiKey === defaultApiKey) {
    const message = `Other machines can reach the sandbox, and its API key is known: set ${variables.apiKey}.`;
    log?.({ event: 'warning', message });
  }
  log?.({
    event: 'ready',
    url,
    console: `${complete.publicUrl ?? url}/sandbox/`,
    database: storage.file,
    webhookUrl: webhookUrl && withoutQuery(webhookUrl),
  });
  return {
    url,
    port: Number(new URL(url).port),
    widgetSrc: `${complete.publicUrl ?? url}/widget/araucaria-connect.js`,
    apiKey: complete.apiKey,
    webhookSecret,
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
    storage.close();
    log?.({ event: 'stopped' });
  }
}

/** The URL of this machine for the sandbox. */
function urlOf(server: Server): string {
  // An HTTP server on TCP has an AddressInfo.
  const { address, port } = server.address() as AddressInfo;
  if (['0.0.0.0', '::', '127.0.0.1'].includes(address)) return `http://127.0.0.1:${port}`;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function seeded(connections: Connections): LogEvent {
  const added = addExamples(connections);
  return added === null
    ? { event: 'warning', message: 'The database has examples of another API key: use --reset, or another database.' }
    : { event: 'seeded', connections: added };
}

let generated: Institutions | null = null;

/** The generated institutions, indexed once: it takes a while, and a test suite may start many sandboxes. */
function generatedInstitutions(): Institutions {
  return (generated ??= new Institutions(null));
}
