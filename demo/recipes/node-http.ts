// Node's own server has no Request: this adapter makes one.
import { createAdaptorServer } from '@hono/node-server';
import { handleWebhook, mintWidgetToken } from './araucaria.ts';

export const server = createAdaptorServer({
  fetch(request) {
    const { pathname } = new URL(request.url);
    if (pathname === '/api/widget-token') return mintWidgetToken(request);
    if (pathname === '/webhooks/araucaria') return handleWebhook(request);
    return new Response('Not found', { status: 404 });
  },
});
