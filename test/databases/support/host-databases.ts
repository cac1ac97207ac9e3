import { Pool } from 'pg';
import { createClient } from 'redis';
import { startPostgres, startRedis } from './servers.ts';

/** A PostgreSQL and a Redis for one test file, and what a test asks them. */
export type HostDatabases = AsyncDisposable & {
  /** For the processes of the host. */
  environment: { DATABASE_URL: string; REDIS_URL: string };
  pool: Pool;
  restart(): Promise<void>;
  empty(): Promise<void>;
  statusOf(connectionId: string): Promise<string | undefined>;
  mailsFor(connectionId: string): Promise<number>;
  /** What a minute does: the claims of processes that were killed end. */
  passMinute(): Promise<void>;
};

export async function startDatabases(): Promise<HostDatabases> {
  const redisServer = await startRedis();
  const postgresServer = await startPostgres().catch(async (error: unknown) => {
    await redisServer[Symbol.asyncDispose]();
    throw error;
  });
  const pool = new Pool({ connectionString: postgresServer.url });
  pool.on('error', () => {});
  const redis = createClient({ url: redisServer.url });
  redis.on('error', () => {});
  await redis.connect();
  return {
    environment: { DATABASE_URL: postgresServer.url, REDIS_URL: redisServer.url },
    pool,
    async restart() {
      await Promise.all([postgresServer.restart(), redisServer.restart()]);
      // Connects again by itself, and waits for that.
      await redis.ping();
    },
    async empty() {
      await pool.query('truncate connections, webhooks, mails, webhook_claims');
      await redis.flushAll();
    },
    async statusOf(connectionId) {
      const query = 'select status from connections where id = $1';
      return (await pool.query<{ status: string }>(query, [connectionId])).rows[0]?.status;
    },
    async mailsFor(connectionId) {
      return (await pool.query('select 1 from mails where connection_id = $1', [connectionId])).rows.length;
    },
    async passMinute() {
      for (const key of await redis.keys('*')) if ((await redis.ttl(key)) <= 60) await redis.del(key);
      await pool.query("update webhook_claims set ends_at = ends_at - interval '1 minute'");
    },
    async [Symbol.asyncDispose]() {
      redis.destroy();
      await pool.end();
      await postgresServer[Symbol.asyncDispose]();
      await redisServer[Symbol.asyncDispose]();
    },
  };
}
