import { toNodeHandler } from 'araucaria-connect/node';
import express from 'express';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

export const app = express();

// Before express.json(): a signature covers the bytes of a webhook.
app.all('/webhooks/araucaria', toNodeHandler(handleWebhook));
app.use(express.json());
app.all('/api/widget-token', toNodeHandler(mintWidgetToken));
