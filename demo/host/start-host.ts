import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { api } from './api.ts';
import { backend } from './backend.ts';
import { Connections } from './connections.ts';
import { openDatabase } from './database.ts';
import { docs } from './docs.ts';
import { pages } from './pages.ts';
import { Sessions } from './sessions.ts';
import type { HostSettings } from './settings.ts';
import { Updates } from './updates.ts';
import { webhooks } from './webhooks.ts';

/** A running host application. */
export type Host = {
  /** `http://localhost:5173`, without a slash at the end. */
  url: string;
  port: number;
  /** Reloads every open page. */
  reload(): void;
  /** Closes all connections and the database. */
  close(): Promise<void>;
};

/** Starts the host application. Rejects with an error that names `PORT` if that is in use. */
export async function startHost(settings: HostSettings): Promise<Host> {
  const database = openDatabase(settings.database);
  const updates = new Updates();
  const services = { settings, sessions: new Sessions(database), connections: new Connections(database), updates };

  const app = new Hono();
  app.use(async (context, next) => {
    // Other names that resolve to this machine (DNS rebinding) are refused.
    if (!/^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(context.req.header('Host') ?? '')) {
      return context.json({ title: 'Expected the host localhost.' }, 403);
    }
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    return undefined;
  });
  // Before the API: the handler itself answers visitors without a session.
  app.route('/', backend(services));
  app.route('/', webhooks(services));
  app.route('/api', api(services));
  const closing = new AbortController();
  app.route('/', docs(closing.signal));
  app.route('/', pages(services));

  const servers: Server[] = [];
  const close = async (): Promise<void> => {
    closing.abort();
    for (const server of servers) {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }
    database.close();
  };
  try {
    const ipv4 = await listen(app, settings.port, '127.0.0.1');
    servers.push(ipv4);
    // An HTTP server on TCP has an AddressInfo.
    const { port } = ipv4.address() as AddressInfo;
    // Browsers resolve `localhost` to either address.
    servers.push(...(await listenIfAvailable(app, port, '::1')));
    return { url: `http://localhost:${port}`, port, reload: () => updates.reloadAll(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function listen(app: Hono, port: number, address: string): Promise<Server> {
  // Without options for HTTP/2 or TLS it is a plain server.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(port, address);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    throw new Error(`PORT: expected a free port; ${port} is in use.`, { cause: error });
  }
  return server;
}

/** Empty on a machine without IPv6. */
async function listenIfAvailable(app: Hono, port: number, address: string): Promise<Server[]> {
  try {
    return [await listen(app, port, address)];
  } catch (error) {
    if (codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'EAFNOSUPPORT') return [];
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
