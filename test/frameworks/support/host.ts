import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Sandbox } from 'araucaria-connect/sandbox';
import { Hono } from 'hono';
import { tokenHandlerFor } from '../../support/token-handler.ts';

/** The sandbox's usual address, which the apps name in their markup. */
const usualUrl = 'http://127.0.0.1:4400';

/** Whatever answers a request: an app's server, or routes of a test. */
export type App = { fetch(request: Request): Response | Promise<Response> };

/** The backend that all apps share: the token endpoint, beside the app itself. */
export async function startHost(app: App, sandbox: Sandbox): Promise<AsyncDisposable & { url: string }> {
  const mintWidgetToken = tokenHandlerFor(sandbox);
  const host = new Hono();
  host.all('/api/widget-token', (context) => mintWidgetToken(context.req.raw));
  host.all('*', async (context) => {
    const answer = await app.fetch(context.req.raw);
    const type = answer.headers.get('Content-Type') ?? '';
    const isText = /html|javascript|json|text/.test(type);
    const body = isText ? (await answer.text()).replaceAll(usualUrl, sandbox.url) : await answer.arrayBuffer();
    const headers = new Headers({ 'Content-Type': type });
    const location = answer.headers.get('Location');
    if (location) headers.set('Location', location);
    return new Response(body, { status: answer.status, headers });
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
