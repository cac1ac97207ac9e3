import { toNodeHandler } from 'araucaria-connect/node';
import fastify from 'fastify';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

export const app = fastify();

app.all('/api/widget-token', toNodeHandler(mintWidgetToken));

// In a scope of its own, which keeps the bytes of a webhook: a signature covers them.
app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
  scope.all('/webhooks/araucaria', toNodeHandler(handleWebhook));
});
