import { createWebhookHandler } from 'araucaria-connect/server';
import { Hono } from 'hono';
import type { Services } from './services.ts';

/** Receives webhooks: the proof that a connection was made, and the news that one broke or ended. */
export function webhooks({ settings, connections, updates }: Services): Hono {
  const handleWebhook = createWebhookHandler({
    secret: settings.webhookSecret, // whsec_…
    onEvent(event, { id }) {
      // Applied before this process was started.
      if (!connections.apply(id, event)) return;
      const { connectionId } = event.data;
      const user = connections.ownerOf(connectionId);
      if (user === null) return;
      updates.publish(user, { event: 'webhook', data: { id, type: event.type, connectionId } });
      updates.publish(user, { event: 'connections', data: connections.of(user) });
    },
  });
  return new Hono().all('/webhooks/araucaria', (context) => handleWebhook(context.req.raw)); // Request in, Response out
}
