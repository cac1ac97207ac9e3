import { Pool } from 'pg';

// An answer in time, or an error: senders wait about 15 s.
export const pool = new Pool({
  connectionString: process.env.DATABASE_URL,
  connectionTimeoutMillis: 5_000,
  query_timeout: 5_000,
});
// Without these two listeners, a lost connection ends the process.
pool.on('error', (error) => console.error('PostgreSQL:', error.message));
pool.on('connect', (client) => client.on('error', () => {}));
