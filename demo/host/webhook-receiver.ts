import type { Context } from 'hono';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { WebhookEvent } from '../../src/shared/connection.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { LiveUpdates } from './live-updates.ts';

/** Takes Araucaria's webhooks: the proof of what the browser only hinted at. */
export function webhookReceiver(store: ConnectionStore, live: LiveUpdates, secret: string) {
  const verifier = new Webhook(secret);
  return async (context: Context): Promise<Response> => {
    // The signature covers the body byte for byte, so it is read as text.
    const body = await context.req.text();
    let event: WebhookEvent;
    try {
      // Signed by Araucaria, so it is what Araucaria documents.
      event = verifier.verify(body, context.req.header()) as WebhookEvent;
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return context.json({ error: 'Expected a webhook signed by Araucaria.' }, 401);
    }
    const owner = store.apply(context.req.header('webhook-id') ?? '', event);
    if (owner) live.tell(owner, { type: 'webhook', webhook: event.type, connectionId: event.data.connectionId });
    // A duplicate is fine, too: at least once means that it may come again.
    return context.body(null, 204);
  };
}
