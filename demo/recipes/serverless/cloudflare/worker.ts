// A Cloudflare Worker gets its settings with the first request.
import { createTokenHandler, createWebhookHandler } from 'araucaria-connect/server';
import { owners, statuses, userOf } from '../../../snippets/session.ts'; // your own; in production a D1 or KV that all Workers share

export type Env = { ARAUCARIA_API_KEY: string; ARAUCARIA_API_URL?: string; ARAUCARIA_WEBHOOK_SECRET: string };

function handlersFor(env: Env): Record<string, (request: Request) => Promise<Response>> {
  return {
    '/api/widget-token': createTokenHandler({
      apiKey: env.ARAUCARIA_API_KEY, // arau_…
      apiUrl: env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
      authorize: (request, { connectionId }) =>
        userOf(request) !== null && (connectionId === null || owners.get(connectionId) === userOf(request)),
      onConnectionCreated: ({ connectionId, request }) => void owners.set(connectionId, userOf(request)),
    }),
    '/webhooks/araucaria': createWebhookHandler({
      secret: env.ARAUCARIA_WEBHOOK_SECRET, // whsec_…
      onEvent({ timestamp, data: { connectionId, status } }) {
        // A webhook that failed comes again, after later ones: the latest event counts, not the latest delivery.
        const asOf = Date.parse(timestamp);
        if (asOf < (statuses.get(connectionId)?.asOf ?? 0)) return;
        statuses.set(connectionId, { status, asOf });
      },
    }),
  };
}

let handlers: ReturnType<typeof handlersFor> | undefined;

export default {
  fetch(request: Request, env: Env): Promise<Response> | Response {
    handlers ??= handlersFor(env);
    const handler = handlers[new URL(request.url).pathname];
    return handler ? handler(request) : new Response('Not found', { status: 404 });
  },
};
