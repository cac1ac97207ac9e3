import type { FetchToken } from 'araucaria-connect';

/** The token request by the application's own client, which adds a header of its own. */
export const fetchToken: FetchToken = async ({ connectionId, signal }) => {
  const response = await fetch('/api/widget-token', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Client': 'own' },
    body: JSON.stringify({ connectionId }),
    signal,
  });
  return response.json();
};
