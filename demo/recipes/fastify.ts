import { toNodeHandler } from 'araucaria-connect/node';
import type { FastifyInstance } from 'fastify';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

/** A plugin: `app.register(araucaria)`. Its scope keeps the bytes of a webhook, since a signature covers them. */
export async function araucaria(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
  app.all('/api/widget-token', toNodeHandler(mintWidgetToken));
  app.all('/webhooks/araucaria', toNodeHandler(handleWebhook));
}
