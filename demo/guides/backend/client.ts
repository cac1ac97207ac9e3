import { AraucariaApiError, createAraucariaClient } from 'araucaria-connect/server';

export const araucaria = createAraucariaClient({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
});

/** What Araucaria says of a connection at this moment; null if there is none, or it belongs to another API key. */
export async function statusOf(connectionId: string): Promise<string | null> {
  try {
    return (await araucaria.getConnection(connectionId)).status;
  } catch (error) {
    if (error instanceof AraucariaApiError && error.code === 'not-found') return null;
    throw error;
  }
}
