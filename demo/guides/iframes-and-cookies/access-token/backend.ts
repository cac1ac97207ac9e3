import { createTokenHandler } from 'araucaria-connect/server';
import { owners } from '../../../snippets/session.ts'; // your own: the owner of a connection
import { userOfToken } from './user-of-token.ts'; // your own: the user of an access token

const userOf = (request: Request): string | null => userOfToken(request.headers.get('Authorization'));

export const mintWidgetToken = createTokenHandler({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
  allowedOrigins: ['https://app.example.com'],
  allowedHeaders: ['Authorization'],
  authorize: (request, { connectionId }) =>
    userOf(request) !== null && (connectionId === null || owners.get(connectionId) === userOf(request)),
  onConnectionCreated: ({ connectionId, request }) => void owners.set(connectionId, userOf(request)),
});
