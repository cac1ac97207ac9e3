import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { apiKey, Client } from './client.ts';

const main = new URL('../../../src/sandbox/main.ts', import.meta.url).pathname;

/** The sandbox in its own process. */
export type Command = { child: ChildProcess; output: () => string; folder: string };

/**
 * Runs the command with a new database, or with the database of an earlier run in `folder`. `stderr` is the descriptor of a
 * file to use in place of a pipe.
 */
export async function run(
  t: Pick<TestContext, 'after'>,
  environment: Record<string, string> = {},
  folder?: string,
  stderr: 'pipe' | number = 'pipe',
): Promise<Command> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'sandbox-')));
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', stderr],
    env: {
      ARAUCARIA_PORT: '0',
      ARAUCARIA_API_KEY: apiKey,
      ARAUCARIA_DB: join(home, 'sandbox.sqlite'),
      ARAUCARIA_BANK_DELAY: '0',
      ...environment,
    },
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  t.after(async () => {
    await stop({ child }, 'SIGKILL');
    await rm(home, { recursive: true, force: true });
  });
  return { child, output: () => output, folder: home };
}

/** The URL of the running command, once it has printed it. */
export async function ready({ child, output }: Command): Promise<Client> {
  const gone = once(child, 'exit');
  while (!output().includes('\n')) {
    await Promise.race([once(child.stdout!, 'data'), gone]);
    if (child.exitCode !== null) break;
  }
  const [, url] = /^Araucaria sandbox: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(output()) ?? [];
  assert.ok(url, output());
  return new Client(url);
}

/** Ends the process, and returns its exit code; null if a signal ended it. */
export async function stop({ child }: Pick<Command, 'child'>, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}
