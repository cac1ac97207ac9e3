import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { SettingsError } from '../settings.ts';

/** Starts an HTTP server for `fetch`. Throws a {@link SettingsError} if the port can't be used. */
export async function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Server> {
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
