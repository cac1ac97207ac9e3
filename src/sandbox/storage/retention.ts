import type { Clock } from '../runtime/clock.ts';
import type { Database } from './database.ts';

const day = 86_400_000;

/** How long tokens that have expired are kept, to be told from ones that never were, and webhooks that are settled, in ms. */
const keptFor = { token: 30 * day, webhook: 30 * day };

/**
 * Takes out of the database what nobody will ask for: at the start and once a day, until `signal` is aborted. Never
 * rejects: what fails is told to `onFailure`, and comes again the day after.
 */
export async function keepTidy(
  database: Database,
  clock: Clock,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const forgetTokens = database.prepare('DELETE FROM widget_tokens WHERE expires_at < ?');
  const forgetWebhooks = database.prepare("DELETE FROM webhooks WHERE state <> 'waiting' AND created_at < ?");
  while (!signal.aborted) {
    try {
      forgetTokens.run(clock.now() - keptFor.token);
      forgetWebhooks.run(clock.now() - keptFor.webhook);
    } catch (error) {
      onFailure(error);
    }
    await clock.wait(day, signal).catch(() => {});
  }
}
