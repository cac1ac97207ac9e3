import { pool } from './database.ts';

/** The option `claim` of `createWebhookHandler`: whether the id is free, which it then is not for some seconds. */
export async function claim(id: string, seconds: number): Promise<boolean> {
  if (seconds === 0) {
    await pool.query('delete from webhook_claims where id = $1', [id]);
    return true;
  }
  const { rowCount } = await pool.query(
    `insert into webhook_claims (id, ends_at) values ($1, now() + $2 * interval '1 second')
     on conflict (id) do update set ends_at = excluded.ends_at where webhook_claims.ends_at <= now()`,
    [id, seconds],
  );
  return rowCount === 1;
}
