import type { INestApplication } from '@nestjs/common';
import { toNodeHandler } from 'araucaria-connect/node';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

/** To be called in main.ts, before `app.listen`: Nest's body parsers come after it, and a signature covers the bytes of a webhook. */
export function mountAraucaria(app: INestApplication): void {
  app.use('/api/widget-token', toNodeHandler(mintWidgetToken));
  app.use('/webhooks/araucaria', toNodeHandler(handleWebhook));
}
