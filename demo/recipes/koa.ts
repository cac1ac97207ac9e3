import { Router } from '@koa/router';
import { toNodeHandler } from 'araucaria-connect/node';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

/** Mount it after your session and before a body parser: a signature covers the bytes of a webhook. */
export const araucaria = new Router();
araucaria.all('/api/widget-token', toNodeHandler(mintWidgetToken));
araucaria.all('/webhooks/araucaria', toNodeHandler(handleWebhook));
