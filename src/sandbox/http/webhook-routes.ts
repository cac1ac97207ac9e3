import { Hono } from 'hono';
import type { Webhook } from '../webhooks/outbox.ts';
import { readBody } from './body.ts';
import { Problem } from './problem.ts';
import { nothing } from './schemas.ts';
import type { Services } from './services.ts';

/** How many webhooks a list has at most. */
export const listedWebhooks = 50;

/** `/sandbox/webhooks`: what was sent, what came of it, and sending it again. */
export function webhookRoutes({ outbox, worker }: Services): Hono {
  const routes = new Hono();

  routes.get('/webhooks', (context) =>
    context.json({
      webhooks: outbox.latest(listedWebhooks).map(describe),
      disabled: worker?.isDisabled ?? false,
    }),
  );

  routes.post('/webhooks/:id/deliver', async (context) => {
    await readBody(context, nothing);
    if (!worker) throw new Problem(409, { detail: 'Expected a sandbox with an address for webhooks.' });
    if (!worker.again(context.req.param('id'))) throw new Problem(404, { detail: 'There is no webhook of this id.' });
    return context.body(null, 202);
  });

  return routes;
}

function describe({ dueAt, deliveries, ...webhook }: Webhook): object {
  return {
    ...webhook,
    nextTryAt: dueAt === null ? null : isoTime(dueAt),
    deliveries: deliveries.map(({ at, ...delivery }) => ({ ...delivery, at: isoTime(at) })),
  };
}

const isoTime = (ms: number): string => new Date(ms).toISOString();
