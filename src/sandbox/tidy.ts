import type { Clock } from './clock.ts';
import type { Database } from './database.ts';

const day = 86_400_000;

/** How long tokens that are of no use any more are kept, and webhooks that are settled, in ms. */
const keptFor = { token: day, webhook: 30 * day };

/** Takes out of the database what nobody will ask for: at the start and once a day, until `signal` is aborted. */
export async function keepTidy(database: Database, clock: Clock, signal: AbortSignal): Promise<void> {
  const forgetTokens = database.prepare('DELETE FROM widget_tokens WHERE expires_at < ?');
  const forgetWebhooks = database.prepare("DELETE FROM webhooks WHERE state <> 'waiting' AND created_at < ?");
  while (!signal.aborted) {
    forgetTokens.run(clock.now() - keptFor.token);
    forgetWebhooks.run(clock.now() - keptFor.webhook);
    await clock.wait(day, signal).catch(() => {});
  }
}
