// OpenTelemetry makes the spans: its instrumentation of http that of a request, its instrumentation of undici (fetch) that of
// the call of Araucaria below it. This adds what to search them by.
import { trace } from '@opentelemetry/api';
import { createTokenHandler, createWebhookHandler, type Failure } from 'araucaria-connect/server';
import { owners, statuses, userOf } from '../../snippets/session.ts'; // your own: the user of a request, and the owner of a connection

function onError({ requestId, reason, status }: Failure): void {
  trace.getActiveSpan()?.setAttributes({ 'araucaria.request_id': requestId, 'araucaria.reason': reason });
  console.error(`araucaria: ${status} ${reason}, request ${requestId}`);
}

export const mintWidgetToken = createTokenHandler({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
  authorize: (request, { connectionId }) =>
    userOf(request) !== null && (connectionId === null || owners.get(connectionId) === userOf(request)),
  onConnectionCreated({ connectionId, request }) {
    owners.set(connectionId, userOf(request));
    trace.getActiveSpan()?.setAttribute('araucaria.connection_id', connectionId);
  },
  onError,
});

export const handleWebhook = createWebhookHandler({
  secret: process.env.ARAUCARIA_WEBHOOK_SECRET, // whsec_…
  onEvent({ type, timestamp, data: { connectionId, status } }) {
    trace.getActiveSpan()?.setAttributes({ 'araucaria.connection_id': connectionId, 'araucaria.event': type });
    const asOf = Date.parse(timestamp);
    if (asOf < (statuses.get(connectionId)?.asOf ?? 0)) return;
    statuses.set(connectionId, { status, asOf });
  },
  onError,
});
