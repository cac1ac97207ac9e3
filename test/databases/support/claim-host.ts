// A webhook handler with the option `claim` of a recipe, whose module is the process's second argument. Each call of `onEvent` writes a mail.
import { createWebhookHandler } from 'araucaria-connect/server';
import { pool } from '../../../demo/recipes/webhooks/database.ts';

const { claim } = (await import(process.argv[3] ?? '')) as {
  claim: (id: string, seconds: number) => Promise<boolean>;
};

export const handleWebhook = createWebhookHandler({
  secret: process.env['ARAUCARIA_WEBHOOK_SECRET'],
  claim,
  async onEvent({ data: { connectionId, status } }) {
    await pool.query('insert into mails (connection_id, status) values ($1, $2)', [connectionId, status]);
  },
});
