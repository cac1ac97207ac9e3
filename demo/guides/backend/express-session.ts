import { createTokenHandler } from 'araucaria-connect/server';
import type { Request as ExpressRequest } from 'express';
import { owners } from '../../snippets/session.ts'; // your own: the owner of a connection

/** What your sign-in puts on Express' request: `user` by Passport, `session` by express-session. */
type SignedIn = ExpressRequest & { user?: { id: string } };

export const mintWidgetToken = createTokenHandler<SignedIn>({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
  authorize: (_request, { connectionId, context: { user } }) =>
    user !== undefined && (connectionId === null || owners.get(connectionId) === user.id),
  onConnectionCreated: ({ connectionId, context: { user } }) => void owners.set(connectionId, user?.id ?? null),
});
