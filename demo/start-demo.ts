import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { cacheFolder, closeCacheFolder } from '../src/sandbox/cli/command-settings.ts';
import { startSandbox, type SandboxOptions } from '../src/sandbox/start-sandbox.ts';
import { startHost } from './host/start-host.ts';

/** How the demo runs; what is left out has its default. */
export type DemoSettings = {
  /** Of the host application; 0 takes a free one. Default: 5173. */
  port?: number;
  /** The host application's SQLite file, or `:memory:`. Default: one beside the sandbox's own, in the user's cache folder. */
  database?: string;
  /** Of the Araucaria that runs beside it. */
  sandbox?: SandboxOptions;
};

/** A demo that runs. */
export type Demo = { hostUrl: string; sandboxUrl: string; close(): Promise<void> };

/** So many free ports are tried, since another program may take one first. */
const tries = 5;

/** Starts an Araucaria and an application that uses it, and tells each where the other is. */
export async function startDemo(settings: DemoSettings = {}): Promise<Demo> {
  const { port = 5173 } = settings;
  if (port !== 0) return start(settings, port);
  for (let left = tries - 1; ; left--) {
    try {
      return await start(settings, await freePort());
    } catch (error) {
      if (left === 0 || !isPortInUse(error)) throw error;
    }
  }
}

function isPortInUse(error: unknown): boolean {
  return error instanceof Error && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'EADDRINUSE';
}

async function start(settings: DemoSettings, port: number): Promise<Demo> {
  const apiKey = settings.sandbox?.apiKey ?? 'arau_sandbox_key';
  // Webhooks are signed when they are sent, so the secret need not outlive the demo.
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
  const sandbox = await startSandbox({
    appName: 'Quilla',
    ...settings.sandbox,
    apiKey,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/araucaria`,
  });
  try {
    const database = settings.database ?? join(cacheFolder(process.env), 'demo.sqlite');
    closeCacheFolder(database, process.env);
    const host = await startHost({ port, database, apiKey, webhookSecret, araucariaUrl: sandbox.url });
    return {
      hostUrl: host.url,
      sandboxUrl: sandbox.url,
      async close() {
        await host.close();
        await sandbox.close();
      },
    };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
