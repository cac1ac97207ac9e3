// The routes that the page calls, beside the token endpoint and the webhook endpoint.
import { AraucariaApiError } from 'araucaria-connect/server';
import { Hono } from 'hono';
import { owners, statuses, userOf } from '../../snippets/session.ts'; // your own: users, and tables of your database
import { araucaria, statusOf } from '../backend/client.ts';

/** Whether a connection is that of the visitor. */
function isOwn(request: Request, connectionId: string): boolean {
  const user = userOf(request);
  return user !== null && owners.get(connectionId) === user;
}

export const connections = new Hono();

/** The visitor's connections that a bank was linked to. */
connections.get('/api/connections', (context) => {
  const own = [...statuses].filter(([id, { status }]) => status !== 'DISCONNECTED' && isOwn(context.req.raw, id));
  return context.json(own.map(([connectionId, { status }]) => ({ connectionId, status })));
});

/** Asks Araucaria, where the button was answered that the stored status is not right. */
connections.post('/api/connections/:id/refresh', async (context) => {
  const id = context.req.param('id');
  if (!isOwn(context.req.raw, id)) return context.json({ title: 'No such connection.' }, 404);
  const asOf = Date.now();
  statuses.set(id, { status: (await statusOf(id)) ?? 'DISCONNECTED', asOf });
  return context.body(null, 204);
});

/** Ends a connection. */
connections.delete('/api/connections/:id', async (context) => {
  const id = context.req.param('id');
  if (!isOwn(context.req.raw, id)) return context.json({ title: 'No such connection.' }, 404);
  try {
    await araucaria.deleteConnection(id);
  } catch (error) {
    // It has ended before: the user wanted that.
    if (!(error instanceof AraucariaApiError && error.code === 'not-found')) throw error;
  }
  statuses.set(id, { status: 'DISCONNECTED', asOf: Date.now() });
  return context.body(null, 204);
});
