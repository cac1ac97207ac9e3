import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import * as v from 'valibot';
import type { Services } from './services.ts';
import { webhookEvent } from './webhook-event.ts';

/** Hears what Araucaria has to say: the proof that a connection was made, and the news that one broke. */
export function webhooks({ settings, connections, updates }: Services): Hono {
  const verifier = new Webhook(settings.webhookSecret);

  return new Hono().post('/webhooks/araucaria', bodyLimit({ maxSize: 65_536 }), async (context) => {
    // The signature covers the bytes that came, so verify before parsing.
    const body = await context.req.text();
    const headers = Object.fromEntries(context.req.raw.headers);
    let payload: unknown;
    try {
      payload = verifier.verify(body, headers);
    } catch (error) {
      const reason = error instanceof WebhookVerificationError ? 'a valid webhook signature' : 'a body of JSON';
      return context.json({ title: `Expected ${reason}.` }, error instanceof WebhookVerificationError ? 401 : 400);
    }
    const { success, output } = v.safeParse(webhookEvent, payload);
    // A kind of event that is none of our business: taken, or it would be sent again and again.
    if (!success) return context.body(null, 204);

    const id = headers['webhook-id'] ?? '';
    const { connectionId } = output.data;
    const duplicate = !connections.apply(id, output);
    const user = connections.ownerOf(connectionId);
    if (user !== null) {
      updates.tell(user, { event: 'webhook', data: { id, type: output.type, connectionId, duplicate } });
      updates.tell(user, { event: 'connections', data: connections.of(user) });
    }
    return context.body(null, 204);
  });
}
