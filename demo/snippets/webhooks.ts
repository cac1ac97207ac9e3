import { createWebhookHandler } from 'araucaria-connect/server';
import { Hono } from 'hono';
import { statuses } from './session.ts'; // your own: the status of each connection

const handleWebhook = createWebhookHandler({
  secret: process.env.ARAUCARIA_WEBHOOK_SECRET, // whsec_…
  // event.type is 'connection.connected', 'connection.failed_auth' or 'connection.disconnected'
  onEvent({ timestamp, data: { connectionId, status } }) {
    // A webhook that failed comes again, after later ones: the latest event counts, not the latest delivery.
    const asOf = Date.parse(timestamp);
    if (asOf < (statuses.get(connectionId)?.asOf ?? 0)) return;
    statuses.set(connectionId, { status, asOf });
  },
});

export const app = new Hono();
app.post('/webhooks/araucaria', (context) => handleWebhook(context.req.raw));
