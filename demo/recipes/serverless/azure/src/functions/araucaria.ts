// Azure puts /api before each route: /api/widget-token and /api/webhooks/araucaria. Leave the CORS setting of the app empty:
// with it, Azure answers preflights in place of the handler.
import { app, type HttpHandler } from '@azure/functions';
import { handleWebhook, mintWidgetToken } from '../../../../araucaria.ts';

/** Azure's request has what the handlers read of a `Request`. */
const route =
  (handler: (request: Request) => Promise<Response>): HttpHandler =>
  (request) =>
    handler(request as unknown as Request);

app.http('widget-token', {
  route: 'widget-token',
  // Every method: the handler answers preflights, and refuses the others itself.
  methods: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
  authLevel: 'anonymous',
  handler: route(mintWidgetToken),
});

app.http('araucaria-webhook', {
  route: 'webhooks/araucaria',
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: route(handleWebhook),
});
