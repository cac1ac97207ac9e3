import type { Sandbox } from 'araucaria-connect/sandbox';
import { createTokenHandler, type TokenHandler } from 'araucaria-connect/server';

/** A token handler that makes connections of a sandbox, and repairs those that it made. */
export function tokenHandlerFor({ apiKey, url }: Sandbox): TokenHandler {
  const connections = new Set<string>();
  return createTokenHandler({
    apiKey,
    apiUrl: url,
    authorize: (_request, { connectionId }) => connectionId === null || connections.has(connectionId),
    onConnectionCreated: ({ connectionId }) => void connections.add(connectionId),
  });
}
