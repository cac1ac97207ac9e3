import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { canaryKey, canarySecret } from '../../server/support/canary-key.ts';
import { freePort } from '../../support/free-port.ts';
import type { Backend } from './backends.ts';

const demos = join(import.meta.dirname, '../../../demo/backends');

export type RunningBackend = AsyncDisposable & {
  url: string;
  /** What it has written, its log among it. */
  printed(): string;
};

/** Starts a backend that calls this API, on a port of its own or on this one. */
export async function startBackend(
  { folder, prepare, start, environment }: Backend,
  {
    apiUrl,
    apiKey = canaryKey,
    webhookSecret = canarySecret,
    port: given,
  }: { apiUrl: string; apiKey?: string; webhookSecret?: string; port?: number },
): Promise<RunningBackend> {
  const port = given ?? (await freePort());
  const cwd = join(demos, folder);
  const env = {
    ...process.env,
    ...environment,
    PORT: String(port),
    ARAUCARIA_API_KEY: apiKey,
    ARAUCARIA_API_URL: apiUrl,
    ARAUCARIA_WEBHOOK_SECRET: webhookSecret,
    SESSION_SECRET: 'a secret of the tests, which is as long as some frameworks want one to be: 64 bytes',
    PYTHONDONTWRITEBYTECODE: '1',
  };
  if (prepare) execFileSync(prepare[0] ?? '', prepare.slice(1), { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [program = '', ...args] = start.map((word) => word.replace('$PORT', String(port)));
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = new AbortController();
  const ended = new Promise<void>((resolve) => {
    end.signal.addEventListener('abort', () => resolve());
  });
  for (const event of ['exit', 'error']) child.once(event, () => end.abort());
  let printed = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk: Buffer) => (printed += String(chunk)));
  const url = `http://127.0.0.1:${port}`;
  const answers = (): Promise<boolean> =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!end.signal.aborted && !(await answers())) await pause(50);
  if (end.signal.aborted) throw new Error(`Expected ${folder} to start:\n${printed}`);
  return {
    url,
    printed: () => printed,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}
