import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { createTokenHandler } from '../../src/server/index.ts';
import type { ConnectionStore } from './connection-store.ts';
import { LiveUpdates } from './live-updates.ts';
import { pages } from './pages.ts';
import { visitorOf, withVisitor } from './visitor.ts';
import { webhookReceiver } from './webhook-receiver.ts';

/** Where this application's Araucaria is, and the secrets they share. */
export type Araucaria = { url: string; apiKey: string; webhookSecret: string };

/** The application: its pages, the token endpoint, the webhook receiver, and the list of a user's connections. */
export function createApp(store: ConnectionStore, araucaria: Araucaria): Hono {
  const app = new Hono();
  const live = new LiveUpdates();
  const visitors = new WeakMap<Request, string>();

  const mintWidgetToken = createTokenHandler({
    apiKey: araucaria.apiKey,
    apiUrl: araucaria.url,
    authorize: (request, { connectionId }) => {
      const visitor = visitors.get(request);
      return Boolean(visitor) && (connectionId === null || store.ownerOf(connectionId) === visitor);
    },
    onConnectionCreated: ({ connectionId, request }) => store.add(connectionId, visitors.get(request) ?? ''),
  });

  app.post('/api/widget-token', (context) => {
    visitors.set(context.req.raw, visitorOf(context));
    return mintWidgetToken(context.req.raw);
  });

  app.post('/webhooks/araucaria', webhookReceiver(store, live, araucaria.webhookSecret));

  app.get('/api/connections', (context) => context.json(store.listFor(visitorOf(context))));

  /** Plays a user who changed the bank password: only a sandbox has this. */
  app.post('/api/connections/:id/break', async (context) => {
    const { id } = context.req.param();
    if (!visitorOf(context) || store.ownerOf(id) !== visitorOf(context)) return context.notFound();
    const { status } = await fetch(`${araucaria.url}/sandbox/connections/${id}/fail-auth`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${araucaria.apiKey}` },
    });
    return context.body(null, status === 200 ? 204 : 409);
  });

  app.get('/api/events', (context) =>
    streamSSE(context, async (stream) => {
      const visitor = visitorOf(context);
      const gone = new AbortController();
      stream.onAbort(() => gone.abort());
      const send = (event: string, data: unknown): Promise<void> =>
        stream.writeSSE({ event, data: JSON.stringify(data) });
      await send('connections', store.listFor(visitor));
      for await (const update of live.follow(visitor, gone.signal)) {
        if (update.type === 'webhook') await send('webhook', update);
        await send('connections', store.listFor(visitor));
      }
    }),
  );

  app.use(withVisitor);
  app.route('/', pages(araucaria.url));
  return app;
}
