import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

export const app = express();

// Before express.json(): both handlers read the body themselves, and a signature covers its bytes.
app.all('/api/widget-token', getRequestListener(mintWidgetToken));
app.all('/webhooks/araucaria', getRequestListener(handleWebhook));
app.use(express.json());
