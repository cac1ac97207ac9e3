import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Services } from './services.ts';

/** The API of the application's page. Users see and change their own connections only. */
export function api({ settings, sessions, connections, updates }: Services): Hono<{ Variables: { user: string } }> {
  const routes = new Hono<{ Variables: { user: string } }>();

  routes.use(async (context, next) => {
    // Pages on every port of this machine send the cookie. This header, set by the browser, tells them apart.
    const site = context.req.header('Sec-Fetch-Site') ?? 'same-origin';
    if (site !== 'same-origin' && site !== 'none')
      return context.json({ title: "Expected this application's page." }, 403);
    const user = sessions.userOf(context.req.raw);
    if (user === null) return context.json({ title: 'Expected a session: open the page first.' }, 401);
    context.set('user', user);
    context.header('Cache-Control', 'no-store');
    return next();
  });

  routes.get('/connections', (context) => context.json(connections.of(context.get('user'))));

  routes.get('/events', (context) => {
    // Hono answers HEAD with the GET route, and a stream that is not read would never end.
    if (context.req.method === 'HEAD') return context.body(null, 200, { 'Content-Type': 'text/event-stream' });
    const user = context.get('user');
    return streamSSE(context, async (stream) => {
      const controller = new AbortController();
      const send = ({ event, data }: { event: string; data: unknown }): void =>
        void stream.writeSSE({ event, data: JSON.stringify(data) });
      updates.subscribe(user, send, controller.signal);
      send({ event: 'connections', data: connections.of(user) });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      controller.abort();
    });
  });

  // Another user's connection does not exist, as far as this one can tell.
  routes.use('/connections/:id/*', async (context, next) => {
    const isOwn = connections.ownerOf(context.req.param('id')) === context.get('user');
    return isOwn ? next() : context.json({ title: 'No such connection.' }, 404);
  });

  /** The bank and its accounts. Only the sandbox has this endpoint. */
  routes.get('/connections/:id/accounts', async (context) => {
    const answer = await callAraucaria('GET', `/sandbox/connections/${context.req.param('id')}/accounts`);
    if (!answer?.ok) return context.json({ title: 'Expected the accounts from Araucaria.' }, 502);
    return context.json(await answer.json());
  });

  /** Ends a connection. */
  routes.post('/connections/:id/disconnect', async (context) => {
    const id = context.req.param('id');
    const answer = await callAraucaria('DELETE', `/v1/connections/${id}`);
    // 404: it has ended already, and the webhook that says so is on its way.
    if (answer?.status !== 204 && answer?.status !== 404) {
      return context.json({ title: 'Expected Araucaria to end the connection.' }, 502);
    }
    const user = context.get('user');
    connections.end(id);
    updates.publish(user, { event: 'connections', data: connections.of(user) });
    return context.body(null, 204);
  });

  /** Simulates a changed bank password, which only the sandbox can do. */
  routes.post('/connections/:id/break', async (context) => {
    const answer = await callAraucaria('POST', `/sandbox/connections/${context.req.param('id')}/fail-auth`);
    if (answer?.status === 200) return context.body(null, 204);
    if (answer?.status === 404 || answer?.status === 409) {
      return context.json({ title: 'Expected a connection that works.' }, 409);
    }
    return context.json({ title: 'Expected Araucaria to break the connection.' }, 502);
  });

  return routes;

  /** Null if there is no answer. */
  function callAraucaria(method: string, path: string): Promise<Response | null> {
    const headers = { Authorization: `Bearer ${settings.apiKey}` };
    return fetch(settings.araucariaUrl + path, { method, headers }).catch(() => null);
  }
}
