import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Attempts } from './bank/attempts.ts';
import { Changes } from './runtime/changes.ts';
import { Clock } from './runtime/clock.ts';
import { Connections } from './connections/connections.ts';
import { controls } from './test-controls.ts';
import type { Database } from './storage/database.ts';
import { createApp } from './http/app.ts';
import { drainable } from './http/drainable.ts';
import { failureReason } from './runtime/failure-reason.ts';
import { Institutions } from './institutions/institutions.ts';
import { logged } from './http/access-log.ts';
import type { LogEvent } from './runtime/log.ts';
import { bare } from '../shared/bare.ts';
import { RequestLog } from './runtime/recent-requests.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import { digest } from './runtime/secrets.ts';
import { completeSettings, SettingsError } from './settings.ts';
import { keepTidy } from './storage/retention.ts';
import { WebhookOutbox } from './webhooks/outbox.ts';
import { WebhookSender } from './webhooks/sender.ts';
import { WebhookWorker } from './webhooks/worker.ts';
import { WidgetTokens } from './connections/widget-tokens.ts';

export type { Sandbox, SandboxOptions } from './sandbox.ts';

/**
 * Starts an Araucaria in this process. Rejects with a {@link SettingsError} for a setting that can't be used, a port
 * in use among them.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = new Clock(), log, ...settings } = bare(options);
  const complete = completeSettings(settings);
  const { webhookUrl, webhookSecret } = complete;
  const institutions =
    complete.institutions === null ? generatedInstitutions() : new Institutions(complete.institutions);
  const database = await openDatabase(complete.database);

  const tokens = new WidgetTokens(database, clock, complete.tokenTtl);
  const application = digest(complete.apiKey);
  const outbox = new WebhookOutbox(database, clock, application);
  const sender =
    webhookUrl && webhookSecret ? new WebhookSender(clock, { url: webhookUrl, secret: webhookSecret }) : null;
  const changes = new Changes();
  const failed = (task: Extract<LogEvent, { event: 'failure' }>['task']) => (error: unknown) =>
    log?.({ event: 'failure', task, reason: failureReason(error) });
  const hooks = { onDelivery: changes.tell, onFailure: failed('webhooks') };
  const worker = sender && new WebhookWorker(outbox, sender, clock, hooks);
  const connections = new Connections({
    database,
    clock,
    tokens,
    outbox: worker && outbox,
    application,
    onChange() {
      worker?.wake();
      changes.tell();
    },
  });
  const attempts = new Attempts({
    connections,
    tokens,
    clock,
    delay: complete.bankDelay,
    onFailure: failed('attempts'),
  });

  const requests = new RequestLog();
  const closing = new AbortController();
  const app = createApp({
    settings: complete,
    connections,
    tokens,
    attempts,
    institutions,
    outbox,
    worker,
    clock,
    requests,
    changes,
    closing: closing.signal,
    onFailure: failed('request'),
  });
  const answer = logged(app.fetch, (event) => {
    if (requests.add(event)) changes.tell();
    log?.(event);
  });
  let server: Server;
  try {
    server = await listen(answer, complete.port);
  } catch (error) {
    database.close();
    throw error;
  }
  const drain = drainable(server);
  worker?.start();
  void keepTidy(database, clock, closing.signal, failed('tidy'));

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
    ...controls(url, complete.apiKey),
    close,
    [Symbol.asyncDispose]: close,
  };

  async function stop(): Promise<void> {
    closing.abort();
    await drain();
    await attempts.close();
    await worker?.stop();
    database.close();
    log?.({ event: 'stopped' });
  }
}

let generated: Institutions | null = null;

/** Never change and take a while to be indexed: a suite that starts a sandbox a test waits for them once. */
function generatedInstitutions(): Institutions {
  return (generated ??= new Institutions(null));
}

async function openDatabase(path: string): Promise<Database> {
  // Now, and not with this module: an older Node is told what is missing, and has no SQLite to import.
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
  // Loopback alone: nobody else on the network is to use a developer's sandbox.
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new SettingsError('port', `expected a free port; ${port} can't be used (${String(error.code)})`);
  }
  return server;
}
