// In firebase.json: "rewrites": [{ "source": "/api/widget-token", "function": "widgetToken" }], and another for the webhook.
// Firebase Hosting passes on one cookie alone: the session of your users has to be in `__session`.
import { toNodeHandler } from 'araucaria-connect/node';
import { onRequest } from 'firebase-functions/https';

/** Set each with `firebase functions:secrets:set ARAUCARIA_API_KEY`. */
const secrets = ['ARAUCARIA_API_KEY', 'ARAUCARIA_WEBHOOK_SECRET'];

// Imported at the first request: a deployment loads this file too, without the secrets.
export const widgetToken = onRequest({ secrets }, async (request, response) => {
  const { mintWidgetToken } = await import('../../../araucaria.ts');
  await toNodeHandler(mintWidgetToken)(request, response);
});

export const araucariaWebhook = onRequest({ secrets }, async (request, response) => {
  const { handleWebhook } = await import('../../../araucaria.ts');
  await toNodeHandler(handleWebhook)(request, response);
});
