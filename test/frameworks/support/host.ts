import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { createTokenHandler } from 'araucaria-connect/server';
import type { Sandbox } from 'araucaria-connect/sandbox';
import { Hono } from 'hono';
import type { AppServer } from './app-server.ts';

/** The sandbox's usual address, which the apps name in their markup. */
const usualUrl = 'http://127.0.0.1:4400';

/** The backend that all apps share: the token endpoint, beside the app itself. */
export async function startHost(app: AppServer, sandbox: Sandbox): Promise<AsyncDisposable & { url: string }> {
  const connections = new Set<string>();
  const mintWidgetToken = createTokenHandler({
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.url,
    authorize: (_request, { connectionId }) => connectionId === null || connections.has(connectionId),
    onConnectionCreated: ({ connectionId }) => void connections.add(connectionId),
  });
  const host = new Hono();
  host.all('/api/widget-token', (context) => mintWidgetToken(context.req.raw));
  host.get('*', async (context) => {
    const { pathname, search } = new URL(context.req.url);
    const answer = await app.answer(pathname + search);
    const type = answer.headers.get('Content-Type') ?? '';
    const isText = /html|javascript|json|text/.test(type);
    const body = isText ? (await answer.text()).replaceAll(usualUrl, sandbox.url) : await answer.arrayBuffer();
    return new Response(body, { status: answer.status, headers: { 'Content-Type': type } });
  });

  const server: ServerType = serve({ fetch: host.fetch, hostname: 'localhost', port: 0 });
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
