import { Webhook } from 'standardwebhooks';
import { canarySecret } from './canary-key.ts';

/** A signed webhook: its body, the time of its signature and its headers. */
export const body = JSON.stringify({
  type: 'connection.connected',
  timestamp: '2030-01-01T12:00:00.000Z',
  data: { connectionId: 'conn_1', status: 'CONNECTED', institutionId: null, internal: 'not yours' },
});
export const sentAt = new Date();
export const headers = {
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
  'webhook-signature': new Webhook(canarySecret).sign('msg_1', sentAt, body),
};
