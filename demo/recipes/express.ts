import { getRequestListener } from '@hono/node-server';
import express from 'express';
import { hearWebhook, mintWidgetToken } from './araucaria.ts';

export const app = express();

// Before express.json(): both read the body themselves, and a signature covers the bytes that came.
app.all('/api/widget-token', getRequestListener(mintWidgetToken));
app.all('/webhooks/araucaria', getRequestListener(hearWebhook));
app.use(express.json());
