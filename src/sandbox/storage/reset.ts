import type { Database } from './database.ts';

/** How much was deleted. */
export type Removed = { connections: number; webhooks: number };

/** Deletes all that the database has, but for the secret that signs webhooks: hosts have it in their settings. */
export function reset(database: Database): Removed {
  const remove = (table: string): number => Number(database.prepare(`DELETE FROM ${table}`).run().changes);
  return database.transaction(() => {
    // First the rows that refer to others.
    for (const table of ['widget_tokens', 'idempotency_keys', 'deliveries']) remove(table);
    return { connections: remove('connections'), webhooks: remove('webhooks') };
  });
}
