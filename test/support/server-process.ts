import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A running server. `printed`: its output so far. */
export type ServerProcess = AsyncDisposable & { printed(): string };

/** Starts a server in the foreground, and waits until a socket of it takes connections. */
export async function startProcess(
  program: string,
  args: readonly string[],
  socket: string | number,
): Promise<ServerProcess> {
  // Debian's servers are where the path of a user need not lead.
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin` };
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (printed += String(chunk)));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', (error) => {
      printed += error.message;
      resolve();
    });
  });
  if ((await Promise.race([isListening(socket), ended])) !== true)
    throw new Error(`Expected ${program} to start:\n${printed}`);
  return {
    printed: () => printed,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}

async function isListening(socket: string | number): Promise<true> {
  const isTaken = (): Promise<boolean> =>
    new Promise((resolve) => {
      const connection = typeof socket === 'string' ? connect(socket) : connect(socket, '127.0.0.1');
      connection.once('connect', () => {
        connection.destroy();
        resolve(true);
      });
      connection.once('error', () => resolve(false));
    });
  while (!(await isTaken())) await pause(50);
  return true;
}
