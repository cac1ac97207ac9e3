import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { apiKey, Client } from './client.ts';

const main = new URL('../../../src/sandbox/main.ts', import.meta.url).pathname;

/** For a shell: the command without its arguments. */
export const commandLine = `'${process.execPath}' '${main}'`;

/** The sandbox in its own process. */
export type Command = {
  child: ChildProcess;
  /** What it has printed, on both streams. */
  output: () => string;
  /** What it has printed on the standard output. */
  printed: () => string;
  folder: string;
};

/**
 * Runs the command with a new database, or with the database of an earlier run in `folder`. `stderr` is the descriptor of a
 * file to use in place of a pipe.
 */
export async function run(
  t: Pick<TestContext, 'after'>,
  environment: Record<string, string> = {},
  folder?: string,
  { stderr = 'pipe', args = [], cwd }: { stderr?: 'pipe' | number; args?: string[]; cwd?: string } = {},
): Promise<Command> {
  const home = folder ?? (await mkdtemp(join(tmpdir(), 'sandbox-')));
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
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
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
    printed += chunk;
  });
  child.stderr?.on('data', (chunk) => (output += chunk));
  t.after(async () => {
    await stop({ child }, 'SIGKILL');
    await rm(home, { recursive: true, force: true });
  });
  return { child, output: () => output, printed: () => printed, folder: home };
}

/** The URL of the running command, once it has printed it. */
export async function ready({ child, output, printed }: Command): Promise<Client> {
  const gone = once(child, 'exit');
  while (!printed().includes('\n')) {
    await Promise.race([once(child.stdout!, 'data'), gone]);
    if (child.exitCode !== null) break;
  }
  const [, url] = /^Araucaria sandbox: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(printed()) ?? [];
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

/** A command that has ended. */
export type Ended = { status: number | null; stdout: string; stderr: string };

/** Runs the command until it ends by itself. */
export async function runToEnd(args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { env: environment, timeout: 60_000 });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: status as number | null, stdout, stderr };
}

/** The lines that a command prints, as they come, and its end. */
export type Lines = AsyncIterator<string> & { ended: Promise<Omit<Ended, 'stdout'>> };

/** Runs a command that does not end by itself. */
export function runForLines(
  t: Pick<TestContext, 'after'>,
  args: readonly string[],
  environment: Record<string, string>,
): Lines {
  const child = spawn(process.execPath, [main, ...args], { env: environment, timeout: 60_000 });
  t.after(() => child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ended = Promise.all([text(child.stderr), once(child, 'close')]).then(([stderr, [status]]) => ({
    status: status as number | null,
    stderr,
  }));
  return Object.assign(lines, { ended });
}
