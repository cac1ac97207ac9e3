import type { Clock } from '../runtime/clock.ts';
import type { Database } from './database.ts';

const dayMs = 86_400_000;

/**
 * How long expired tokens and finished webhooks stay in the database. An expired token is kept so that it is answered with
 * `token-expired`, and not with `token-invalid`.
 */
const retentionMs = { token: 30 * dayMs, webhook: 30 * dayMs };

/**
 * Deletes old rows from the database: now and once a day, until `signal` is aborted. Never rejects: an error goes to
 * `onFailure`, and the next day's run tries again.
 */
export async function runRetention(
  database: Database,
  clock: Clock,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> {
  const deleteTokens = database.prepare('DELETE FROM widget_tokens WHERE expires_at < ?');
  const deleteWebhooks = database.prepare("DELETE FROM webhooks WHERE state <> 'waiting' AND created_at < ?");
  while (!signal.aborted) {
    try {
      deleteTokens.run(clock.now() - retentionMs.token);
      deleteWebhooks.run(clock.now() - retentionMs.webhook);
    } catch (error) {
      onFailure(error);
    }
    await clock.wait(dayMs, signal).catch(() => {});
  }
}
