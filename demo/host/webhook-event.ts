import * as v from 'valibot';

/** What Araucaria sends when a connection was made or broke. */
export const webhookEvent = v.object({
  type: v.picklist(['connection.connected', 'connection.failed_auth']),
  timestamp: v.pipe(v.string(), v.isoTimestamp()),
  data: v.object({
    connectionId: v.string(),
    status: v.picklist(['CONNECTED', 'FAILED_AUTH']),
    institutionId: v.nullable(v.string()),
  }),
});

export type WebhookEvent = v.InferOutput<typeof webhookEvent>;
