import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createApp, type Araucaria } from './app.ts';

/** Starts the application on a port of its own. `await using` stops it. */
export async function startApp(araucaria: Araucaria): Promise<AsyncDisposable & { url: string }> {
  const server = serve({ fetch: createApp(araucaria).fetch, hostname: 'localhost', port: 0 });
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}
