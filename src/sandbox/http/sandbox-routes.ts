import { Hono } from 'hono';
import { scenarioBanks } from '../institutions/scenario-banks.ts';
import { readBody } from './body.ts';
import { unknownConnection } from './v1-routes.ts';
import { Problem } from './problem.ts';
import { nothing } from './schemas.ts';
import type { Services } from './services.ts';

/** `/sandbox`: what a test wants to make happen and the real Araucaria does by itself. */
export function sandboxRoutes({ connections }: Services): Hono {
  const routes = new Hono();

  /** Plays the user who changed the bank password. */
  routes.post('/connections/:id/fail-auth', async (context) => {
    await readBody(context, nothing);
    const connection = connections.find(context.req.param('id'));
    if (!connection) throw unknownConnection();
    const failed = connections.failAuth(connection.connectionId);
    if (!failed)
      throw new Problem(409, { detail: `Expected a connection that is CONNECTED; it is ${connection.status}.` });
    return context.json(failed);
  });

  /** Links without a browser: the preselected bank, the one to repair, or the first. */
  routes.post('/connections/:id/connect', async (context) => {
    await readBody(context, nothing);
    const connection = connections.find(context.req.param('id'));
    if (!connection) throw unknownConnection();
    const institutionId = connection.institutionId ?? scenarioBanks[0].id;
    const connected = connections.connect(connection.connectionId, institutionId);
    if (!connected) throw new Problem(409, { detail: 'Expected a connection that is not CONNECTED yet.' });
    return context.json(connected);
  });

  return routes;
}
