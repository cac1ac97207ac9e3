import { Hono } from 'hono';
import * as v from 'valibot';
import { readBody } from './body.ts';
import { Problem } from './problem.ts';
import { connectionRequest, idempotencyKey, nothing } from './schemas.ts';
import type { Services } from './services.ts';

/** `/v1`: the API as Araucaria documents it, and a `GET` that tells a backend how a connection stands. */
export function documentedRoutes({ connections, institutions }: Services): Hono {
  const routes = new Hono();

  routes.post('/connections', async (context) => {
    const { institutionId } = await readBody(context, connectionRequest);
    if (institutionId !== null && !institutions.find(institutionId)) {
      throw new Problem(422, { detail: 'Expected the id of a known institution at institutionId.' });
    }
    const key = readIdempotencyKey(context.req.header('Idempotency-Key'));
    const created = connections.create({ institutionId, idempotencyKey: key });
    if (!created) throw new Problem(422, { detail: 'Expected the same body as before with this Idempotency-Key.' });
    return context.json(created, 201, { Location: `/v1/connections/${created.connectionId}` });
  });

  routes.get('/connections/:id', (context) => {
    const connection = connections.find(context.req.param('id'));
    if (!connection) throw unknownConnection();
    return context.json(connection);
  });

  routes.post('/connections/:id/widget-token', async (context) => {
    await readBody(context, nothing);
    const connection = connections.find(context.req.param('id'));
    if (!connection) throw unknownConnection();
    const widgetToken = connections.mintRepairToken(connection.connectionId);
    if (widgetToken === null) {
      throw new Problem(409, { detail: `Expected a connection in FAILED_AUTH; it is ${connection.status}.` });
    }
    return context.json({ widgetToken, institutionId: connection.institutionId });
  });

  return routes;
}

/** Also the answer where the connection belongs to another API key. */
export function unknownConnection(): Problem {
  return new Problem(404, { detail: 'There is no connection of this id.' });
}

function readIdempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  const result = v.safeParse(idempotencyKey, header);
  if (!result.success) {
    throw new Problem(400, { detail: 'Expected an Idempotency-Key of 1 to 255 visible ASCII characters.' });
  }
  return result.output;
}
