import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { createTokenHandler } from 'araucaria-connect/server';
import type { Sandbox } from 'araucaria-connect/sandbox';
import { Hono } from 'hono';

/** What a page of the host is: its answers by path, and the policy that they all have. */
export type Site = { policy: string; answer(path: string): Response | Promise<Response> };

/** A running host. A test sets what it serves, and which sandbox it calls. */
export type Host = AsyncDisposable & {
  url: string;
  site: Site;
  sandbox: Sandbox;
  /** What forms have sent. */
  sent: string[];
};

/** A host whose pages have the generated policy, with the token endpoint and a page that takes forms. */
export async function startHost(sandbox: Sandbox): Promise<Host> {
  const app = new Hono();
  const server: ServerType = serve({ fetch: app.fetch, hostname: 'localhost', port: 0 });
  await once(server, 'listening');
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const host: Host = {
    url,
    site: { policy: '', answer: () => new Response(null, { status: 404 }) },
    sandbox,
    sent: [],
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
  app.all('/api/widget-token', (context) => {
    const { apiKey, url: apiUrl } = host.sandbox;
    return createTokenHandler({ apiKey, apiUrl, authorize: () => true, allowedOrigins: [url] })(context.req.raw);
  });
  app.post('/banks', async (context) => {
    host.sent.push(new URLSearchParams(await context.req.text()).toString());
    return context.redirect('/sent', 303);
  });
  app.get('/sent', (context) => context.html('<!doctype html><html lang="en"><title>Sent</title><h1>Sent</h1></html>'));
  app.get('*', async (context) => {
    const answer = await host.site.answer(new URL(context.req.url).pathname);
    const nonce = crypto.randomUUID();
    const headers = new Headers(answer.headers);
    headers.set('Content-Security-Policy', host.site.policy.replaceAll('NONCE', nonce));
    if (!headers.get('Content-Type')?.startsWith('text/html')) {
      return new Response(answer.body, { status: answer.status, headers });
    }
    headers.delete('Content-Length');
    // As a framework does that was told the nonce.
    const html = (await answer.text()).replaceAll(/<(script|style)(?=[\s>])/g, `<$1 nonce="${nonce}"`);
    return new Response(html, { status: answer.status, headers });
  });
  return host;
}
