import type { DeliveryEvent } from '../runtime/log.ts';
import { eventIn, type ClaimedWebhook, type Delivery } from './outbox.ts';

/** The log's event for one delivery. */
export function deliveryEvent(
  { id, payload, requestId }: ClaimedWebhook,
  { status, failure, duration }: Delivery,
): DeliveryEvent {
  const { type, data } = eventIn(payload);
  return {
    event: 'webhook',
    id,
    type,
    connectionId: data.connectionId,
    ...(requestId !== null && { requestId }),
    status,
    ...(failure !== null && { failure }),
    ms: duration,
  };
}
