import { createTokenHandler } from 'araucaria-connect/server';
import { Hono } from 'hono';
import { owners, userOf } from '../../snippets/session.ts'; // your own: the user of a request, and the owner of a connection

const mintWidgetToken = createTokenHandler({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
  // The origins of your pages, each as in the browser's address bar, without a path.
  allowedOrigins: ['https://app.example.com'],
  authorize: (request, { connectionId }) =>
    userOf(request) !== null && (connectionId === null || owners.get(connectionId) === userOf(request)),
  onConnectionCreated: ({ connectionId, request }) => void owners.set(connectionId, userOf(request)),
});

export const app = new Hono();
// All methods: the handler answers the browser's preflight (OPTIONS), too.
app.all('/widget-token', (context) => mintWidgetToken(context.req.raw));
