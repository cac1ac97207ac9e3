import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { App } from '../apps.ts';
import { freePort } from '../../support/free-port.ts';

/** A running app. */
export type AppServer = AsyncDisposable & { fetch(request: Request): Promise<Response> };

const startTimeoutMs = 60_000;
const pollIntervalMs = 50;

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Serves a built app in `folder`: its files, or what its own server answers. */
export async function serveApp(app: App, folder: string): Promise<AppServer> {
  return 'files' in app ? fileServer(join(folder, app.files)) : ownServer(app.server, folder);
}

function fileServer(folder: string): AppServer {
  return {
    async fetch({ url }) {
      const path = new URL(url).pathname;
      const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
      const body = await readFile(file).catch(() => null);
      const type = types[extname(file)] ?? 'application/octet-stream';
      return new Response(body, { status: body ? 200 : 404, headers: { 'Content-Type': type } });
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function ownServer(args: string[], folder: string): Promise<AppServer> {
  const port = await freePort();
  const address = { PORT: String(port), HOST: '127.0.0.1', HOSTNAME: '127.0.0.1' };
  const env = { ...process.env, ...address, NODE_ENV: 'production' };
  const server = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = Promise.all([text(server.stdout), text(server.stderr)]);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const serverUrl = `http://127.0.0.1:${port}`;
  for (const startedAt = Date.now(); !(await fetch(serverUrl).catch(() => null));) {
    if (server.exitCode !== null) throw new Error(`The app's server ended: ${(await output).join('')}`);
    if (Date.now() - startedAt > startTimeoutMs) throw new Error('The app’s server did not answer within a minute.');
    await new Promise((resolve) => setTimeout(resolve, pollIntervalMs));
  }
  return {
    fetch({ url }) {
      const { pathname, search } = new URL(url);
      return fetch(serverUrl + pathname + search, { redirect: 'manual' });
    },
    async [Symbol.asyncDispose]() {
      server.kill('SIGKILL');
      await ended;
    },
  };
}
