import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { startSandbox, type SandboxOptions } from 'araucaria-connect/sandbox';
import { startHost } from './host/start-host.ts';

/** How to run the demo. */
export type DemoSettings = {
  /** The port of the host application; 0 takes a free one. Default: 5173. */
  port?: number;
  /** The host application's SQLite file. Default: `:memory:`. */
  database?: string;
  /** Options of the sandbox that runs beside it. */
  sandbox?: SandboxOptions;
};

/** A running demo. */
export type Demo = {
  hostUrl: string;
  sandboxUrl: string;
  /** Has every page of the host application that is open load again. */
  reload(): void;
  close(): Promise<void>;
};

/** Another program may take a free port first; then the next one is tried. */
const maxTries = 5;

/** Starts a sandbox and a host application, each with the other's URL. */
export async function startDemo(settings: DemoSettings = {}): Promise<Demo> {
  const { port = 5173 } = settings;
  if (port !== 0) return start(settings, port);
  for (let left = maxTries - 1; ; left--) {
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
  // Webhooks are signed when they are sent, so each start can have a new secret.
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;
  const sandbox = await startSandbox({
    appName: 'Quilla',
    appLogo: fileURLToPath(new URL('pages/icon.svg', import.meta.url)),
    disconnectUrl: `http://localhost:${port}/`,
    ...settings.sandbox,
    apiKey,
    webhookSecret,
    webhookUrl: `http://127.0.0.1:${port}/webhooks/araucaria`,
  });
  try {
    const { database = ':memory:' } = settings;
    const host = await startHost({ port, database, apiKey, webhookSecret, araucariaUrl: sandbox.url });
    return {
      hostUrl: host.url,
      sandboxUrl: sandbox.url,
      reload: host.reload,
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
