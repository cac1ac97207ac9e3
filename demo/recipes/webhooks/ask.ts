import { AraucariaApiError, createAraucariaClient, createWebhookHandler } from 'araucaria-connect/server';
import { pool } from './database.ts';
import { claim } from './redis-claim.ts'; // or ./postgres-claim.ts

const araucaria = createAraucariaClient({
  apiKey: process.env.ARAUCARIA_API_KEY, // arau_…
  apiUrl: process.env.ARAUCARIA_API_URL, // for the sandbox; without it the real Araucaria
});

export const handleWebhook = createWebhookHandler({
  secret: process.env.ARAUCARIA_WEBHOOK_SECRET, // whsec_…
  claim, // a duplicate asks nothing
  onEvent: ({ data }) => refresh(data.connectionId),
});

/** Asks for the truth and stores it. If another process stored its answer meanwhile, which of both is newer? It asks again. */
export async function refresh(connectionId: string): Promise<void> {
  for (let isStored = false; !isStored;) {
    const before = await pool.query<{ version: number }>(
      `insert into connections (id) values ($1)
       on conflict (id) do update set version = connections.version returning version`,
      [connectionId],
    );
    const status = await statusOf(connectionId);
    const stored = await pool.query(
      'update connections set status = $3, version = version + 1 where id = $1 and version = $2',
      [connectionId, before.rows[0]?.version, status],
    );
    isStored = stored.rowCount === 1;
  }
}

async function statusOf(connectionId: string): Promise<string> {
  try {
    return (await araucaria.getConnection(connectionId)).status;
  } catch (error) {
    if (error instanceof AraucariaApiError && error.code === 'not-found') return 'DISCONNECTED';
    throw error;
  }
}
