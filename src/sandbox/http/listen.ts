import { once } from 'node:events';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { SettingsError, type SandboxSettings } from '../settings.ts';

/** Starts an HTTP server for `fetch`. Throws a {@link SettingsError} if the port can't be used. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port }: Pick<SandboxSettings, 'host' | 'port'>,
): Promise<Server> {
  // Without `createServer` the adaptor makes a plain HTTP/1.1 server.
  const server = createAdaptorServer({
    fetch,
    serverOptions: { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 },
  }) as Server;
  // By default the loopback address, so that no other machine on the network can use a developer's sandbox.
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'EADDRNOTAVAIL') throw new SettingsError('host', 'expected an address of this machine');
    throw new SettingsError('port', `expected a free port; ${port} can't be used (${String(error.code)})`);
  }
  return server;
}
