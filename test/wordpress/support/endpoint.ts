import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createTokenHandler } from 'araucaria-connect/server';
import type { Sandbox } from 'araucaria-connect/sandbox';

/** A token endpoint on an origin of its own, for the pages of one site. `created`: the connections it has created. */
export async function startEndpoint(
  { apiKey, url: apiUrl }: Sandbox,
  site: string,
): Promise<AsyncDisposable & { url: string; created: string[] }> {
  const created: string[] = [];
  const mintWidgetToken = createTokenHandler({
    apiKey,
    apiUrl,
    allowedOrigins: [site],
    authorize: (_request, { connectionId }) => connectionId === null,
    onConnectionCreated: ({ connectionId }) => void created.push(connectionId),
  });
  const server = serve({ fetch: mintWidgetToken, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    created,
    async [Symbol.asyncDispose]() {
      server.close();
    },
  };
}
