import { createClient } from 'redis';

// While Redis is away, a claim fails at once: the webhook is answered 500 and comes again.
const redis = createClient({
  url: process.env.REDIS_URL ?? 'redis://localhost:6379',
  disableOfflineQueue: true,
  commandOptions: { timeout: 5_000 },
});
// Without this listener, a lost connection ends the process.
redis.on('error', (error: Error) => console.error('Redis:', error.message));
void redis.connect();

/** The option `claim` of `createWebhookHandler`: whether the id is free, which it then is not for some seconds. */
export async function claim(id: string, seconds: number): Promise<boolean> {
  const key = `araucaria-webhook:${id}`;
  if (seconds === 0) return (await redis.del(key)) === 1;
  return (await redis.set(key, '1', { condition: 'NX', expiration: { type: 'EX', value: seconds } })) === 'OK';
}
