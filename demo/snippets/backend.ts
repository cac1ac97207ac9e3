import { createTokenHandler } from 'araucaria-connect/server';
import { Hono } from 'hono';
import { owners, userOf } from './session.ts'; // your own: the user of a request, and the owner of a connection

const mintWidgetToken = createTokenHandler({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
  // May this visitor create a connection (connectionId is null), or repair this one?
  authorize: (request, { connectionId }) =>
    userOf(request) !== null && (connectionId === null || owners.get(connectionId) === userOf(request)),
  onConnectionCreated: ({ connectionId, request }) => void owners.set(connectionId, userOf(request)),
});

export const app = new Hono();
app.all('/api/widget-token', (context) => mintWidgetToken(context.req.raw)); // Request in, Response out
