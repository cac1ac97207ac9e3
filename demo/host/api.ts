import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Services } from './services.ts';

/** What the application's own page asks for. A user sees and touches their own connections only. */
export function api({ settings, sessions, connections, updates }: Services): Hono<{ Variables: { user: string } }> {
  const routes = new Hono<{ Variables: { user: string } }>();

  routes.use(async (context, next) => {
    // A cookie comes along from every port of this machine: the browser says whose page it really is.
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
    // Hono answers HEAD with what GET gives, and a stream without a reader would never end.
    if (context.req.method === 'HEAD') return context.body(null, 200, { 'Content-Type': 'text/event-stream' });
    const user = context.get('user');
    return streamSSE(context, async (stream) => {
      const gone = new AbortController();
      const send = ({ event, data }: { event: string; data: unknown }): void =>
        void stream.writeSSE({ event, data: JSON.stringify(data) });
      updates.listen(user, send, gone.signal);
      send({ event: 'connections', data: connections.of(user) });
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      gone.abort();
    });
  });

  /** Plays the user who changed the password at the bank: only the sandbox can do that. */
  routes.post('/connections/:id/break', async (context) => {
    const id = context.req.param('id');
    if (connections.ownerOf(id) !== context.get('user')) return context.json({ title: 'No such connection.' }, 404);
    const answer = await fetch(`${settings.araucariaUrl}/sandbox/connections/${id}/fail-auth`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${settings.apiKey}`, 'Content-Type': 'application/json' },
    }).catch(() => null);
    if (answer?.status === 200) return context.body(null, 204);
    if (answer?.status === 409) return context.json({ title: 'Expected a connection that works.' }, 409);
    return context.json({ title: 'Expected Araucaria to break the connection.' }, 502);
  });

  return routes;
}
