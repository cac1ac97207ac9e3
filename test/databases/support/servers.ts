import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createClient } from 'redis';
import { freePort } from '../../support/free-port.ts';

/** Debian keeps PostgreSQL's programs out of the path. */
const postgresFolder = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  ...globSync('/usr/lib/postgresql/*/bin').toSorted(),
].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));

const hasRedis = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

/** Why the tests are skipped; false if they are not. CI has both: a job that tests nothing must not pass. */
export const missingServers =
  !process.env['CI'] &&
  !(postgresFolder && hasRedis) &&
  'not tested here: it needs the packages postgresql and redis-server';

export type Server = AsyncDisposable & { url: string; restart(): Promise<void> };

/** A new PostgreSQL in a temporary folder, with the tables of the recipes. It refuses to run as root. */
export async function startPostgres(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-postgres-'));
  const isRoot = process.getuid?.() === 0;
  const asUser = isRoot
    ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', '--pdeathsig=QUIT', '--']
    : [];
  const command = (program: string, args: readonly string[]): [string, string[]] => {
    const [first = '', ...rest] = [...asUser, join(postgresFolder ?? '', program), ...args];
    return [first, rest];
  };
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  const data = join(folder, 'data');
  execFileSync(...command('initdb', ['-D', data, '-U', 'app', '-A', 'trust', '-E', 'UTF8', '--no-sync']), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const port = await freePort();
  const url = `postgres://app@127.0.0.1:${port}/postgres`;
  // Without fsync it would lose something where the machine ends, not where its processes do.
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'];
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(...command('postgres', args), { cwd: folder, stdio: 'ignore' });
    await until(child, async () => {
      const client = new Client(url);
      client.on('error', () => {});
      await client.connect();
      await client.end();
    });
    return child;
  };
  const server = await serverOf(folder, url, start, 'SIGQUIT');
  await queryOnce(url, readFileSync(join(import.meta.dirname, '../../../demo/recipes/webhooks/tables.sql'), 'utf8'));
  return server;
}

/** A new Redis in a temporary folder, which keeps nothing on disk. */
export async function startRedis(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'araucaria-redis-'));
  chmodSync(folder, 0o700);
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'yes'];
  const start = async (): Promise<ChildProcess> => {
    const child = spawn('redis-server', args, { stdio: 'ignore' });
    await until(child, async () => {
      const client = createClient({ url, socket: { reconnectStrategy: false } });
      client.on('error', () => {});
      await client.connect();
      client.destroy();
    });
    return child;
  };
  return serverOf(folder, url, start, 'SIGTERM');
}

/** Runs statements on a connection of its own. */
export async function queryOnce(url: string, statements: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(statements);
  } finally {
    await client.end();
  }
}

async function serverOf(
  folder: string,
  url: string,
  start: () => Promise<ChildProcess>,
  signal: NodeJS.Signals,
): Promise<Server> {
  let child = await start();
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url,
    async restart() {
      await stop();
      child = await start();
    },
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Tries again until it succeeds or the process has ended. The test's time limit ends it otherwise. */
async function until(child: ChildProcess, attempt: () => Promise<void>): Promise<void> {
  if (child.pid === undefined) await once(child, 'spawn'); // rejects: there is no such program
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (child.exitCode !== null || child.signalCode !== null) throw error;
      await pause(20);
    }
  }
}
