import { createTokenHandler } from 'araucaria-connect/server';
import { Hono } from 'hono';
import type { Services } from './services.ts';

/** The token endpoint: all that the button needs of a backend. */
export function backend({ settings, sessions, connections }: Services): Hono {
  const mintWidgetToken = createTokenHandler({
    apiKey: settings.apiKey, // arau_…
    apiUrl: settings.araucariaUrl,
    // May this visitor create a connection (connectionId is null), or repair this one?
    authorize: (request, { connectionId }) => {
      const user = sessions.userOf(request);
      return user !== null && (connectionId === null || connections.ownerOf(connectionId) === user);
    },
    onConnectionCreated: ({ connectionId, request }) => {
      const user = sessions.userOf(request);
      if (user !== null) connections.add(connectionId, user);
    },
  });
  return new Hono().all('/api/widget-token', (context) => mintWidgetToken(context.req.raw)); // Request in, Response out
}
