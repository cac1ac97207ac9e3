import { createWebhookHandler } from 'araucaria-connect/server';
import { Hono } from 'hono';
import { statuses } from './session.ts'; // your own: the status of each connection

const handleWebhook = createWebhookHandler({
  secret: process.env.ARAUCARIA_WEBHOOK_SECRET, // whsec_…
  // event.type is 'connection.connected', 'connection.failed_auth' or 'connection.disconnected'
  onEvent: ({ data }) => void statuses.set(data.connectionId, data.status),
});

export const app = new Hono();
app.post('/webhooks/araucaria', (context) => handleWebhook(context.req.raw));
