// The two handlers, which the framework's routes call. Both take a Request and return a Response.
import { createTokenHandler, createWebhookHandler } from 'araucaria-connect/server';
import { owners, statuses, userOf } from '../snippets/session.ts'; // your own: the user of a request, and the owner of a connection

export const mintWidgetToken = createTokenHandler({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
  authorize: (request, { connectionId }) =>
    userOf(request) !== null && (connectionId === null || owners.get(connectionId) === userOf(request)),
  onConnectionCreated: ({ connectionId, request }) => void owners.set(connectionId, userOf(request)),
});

export const handleWebhook = createWebhookHandler({
  secret: process.env.ARAUCARIA_WEBHOOK_SECRET, // whsec_…
  onEvent({ timestamp, data: { connectionId, status } }) {
    // A webhook that failed comes again, after later ones: the latest event counts, not the latest delivery.
    const asOf = Date.parse(timestamp);
    if (asOf < (statuses.get(connectionId)?.asOf ?? 0)) return;
    statuses.set(connectionId, { status, asOf });
  },
});
