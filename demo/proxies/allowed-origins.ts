import { createTokenHandler } from 'araucaria-connect/server';
import { owners, userOf } from '../snippets/session.ts'; // your own: the user of a request, and the owner of a connection

export const mintWidgetToken = createTokenHandler({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
  // Where users see your pages, each as in the browser's address bar, without a path.
  allowedOrigins: ['https://shop.example', 'http://192.168.1.20:8080'],
  authorize: (request, { connectionId }) =>
    userOf(request) !== null && (connectionId === null || owners.get(connectionId) === userOf(request)),
  onConnectionCreated: ({ connectionId, request }) => void owners.set(connectionId, userOf(request)),
});
