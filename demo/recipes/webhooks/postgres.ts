import { createWebhookHandler } from 'araucaria-connect/server';
import { pool } from './database.ts';

export const handleWebhook = createWebhookHandler({
  secret: process.env.ARAUCARIA_WEBHOOK_SECRET, // whsec_…
  async onEvent({ timestamp, data: { connectionId, status } }, { id }) {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const claimed = await client.query('insert into webhooks (id) values ($1) on conflict do nothing', [id]);
      if (claimed.rowCount === 1) {
        await client.query(
          `insert into connections (id, status, as_of) values ($1, $2, $3)
           on conflict (id) do update set status = excluded.status, as_of = excluded.as_of
           where connections.as_of <= excluded.as_of`,
          [connectionId, status, timestamp],
        );
        // Whatever must happen once, with the same client: here a mail, which another process sends.
        await client.query('insert into mails (connection_id, status) values ($1, $2)', [connectionId, status]);
      }
      await client.query('commit');
      client.release();
    } catch (error) {
      client.release(true); // closes the connection, and PostgreSQL undoes what was not committed
      throw error; // answered 500: the webhook comes again
    }
  },
});
