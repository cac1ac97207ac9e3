import { toNodeHandler } from 'araucaria-connect/node';
import { Router } from 'express';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

/** Mount it after your session and before `express.json()`: a signature covers the bytes of a webhook. */
export const araucaria = Router();
araucaria.all('/api/widget-token', toNodeHandler(mintWidgetToken));
araucaria.all('/webhooks/araucaria', toNodeHandler(handleWebhook));
