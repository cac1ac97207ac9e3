import { Hono } from 'hono';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

export const app = new Hono();
app.all('/api/widget-token', (context) => mintWidgetToken(context.req.raw));
app.all('/webhooks/araucaria', (context) => handleWebhook(context.req.raw));
