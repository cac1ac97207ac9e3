import { Hono } from 'hono';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

export const araucaria = new Hono();
araucaria.all('/api/widget-token', (context) => mintWidgetToken(context.req.raw));
araucaria.all('/webhooks/araucaria', (context) => handleWebhook(context.req.raw));
