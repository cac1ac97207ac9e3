import { getRequestListener } from '@hono/node-server';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

export const app = fastify();

/** Makes a route of a function from Request to Response. */
function answerWith(handler: (request: Request) => Promise<Response>) {
  const listener = getRequestListener(handler);
  return async ({ raw }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.hijack();
    await listener(raw, reply.raw);
  };
}

// In a scope of its own: both handlers read the body themselves, and a signature covers its bytes.
app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _body, done) => done(null));
  scope.all('/api/widget-token', answerWith(mintWidgetToken));
  scope.all('/webhooks/araucaria', answerWith(handleWebhook));
});
