import { Webhook } from 'standardwebhooks';
import { canarySecret } from '../../server/support/canary-key.ts';

type Sent = { id: string; connectionId: string; status?: string; timestamp?: string };

/** A webhook as a sender sends it: signed now. */
export function signedWebhook({
  id,
  connectionId,
  status = 'CONNECTED',
  timestamp = '2030-01-01T12:00:00.000Z',
}: Sent): RequestInit {
  const type = `connection.${status.toLowerCase()}`;
  const body = JSON.stringify({ type, timestamp, data: { connectionId, status, institutionId: null } });
  const sentAt = new Date();
  return {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(canarySecret).sign(id, sentAt, body),
    },
    body,
  };
}
