// Once a day, and after your backend was down: a webhook that finds no receiver for three days is not sent again.
import { refresh } from './ask.ts';
import { pool } from './database.ts';

/** Asks for each connection that has not ended, also for those that stayed PENDING. Resolves with how many failed. */
export async function reconcile(): Promise<number> {
  const { rows } = await pool.query<{ id: string }>("select id from connections where status <> 'DISCONNECTED'");
  let failures = 0;
  for (const { id } of rows) {
    await refresh(id).catch((error: unknown) => {
      failures += 1;
      console.error(`Connection ${id}:`, error);
    });
  }
  return failures;
}
