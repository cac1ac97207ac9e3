import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { build, type InlineConfig } from 'vite';
import { widgetFiles } from '../../src/sandbox/http/widget-files.ts';
import { galleryBuilds } from './builds.ts';

/** A running gallery. */
export type Gallery = {
  /** Its address, with a slash at the end. */
  url: string;
  /** Has every page of it that is open load again. */
  reload(): void;
  close(): Promise<void>;
};

/** Builds the gallery into a folder of its own, and serves it. `run` runs each of its builds. */
export async function startGallery({
  port = 0,
  run = build,
}: { port?: number; run?: (config: InlineConfig) => Promise<unknown> } = {}): Promise<Gallery> {
  const folder = await mkdtemp(join(tmpdir(), 'araucaria-gallery-'));
  await Promise.all(galleryBuilds(folder).map((config) => run(config)));
  const pages = new Set<() => void>();

  const app = new Hono();
  // With the headers that it always has, its content security policy among them.
  const frame = { widgetFolder: join(folder, 'widget'), allowedOrigins: ['http://localhost:*'] };
  app.route('/widget', widgetFiles(frame, { path: '/widget', versioned: false }));
  app.get('/reload', (context) =>
    streamSSE(context, async (stream) => {
      const reload = (): void => void stream.writeSSE({ event: 'reload', data: '' });
      pages.add(reload);
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      pages.delete(reload);
    }),
  );
  app.get('/*', serveStatic({ root: join(folder, 'pages') }));

  // Without options for HTTP/2 or TLS it is a plain server.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  // An HTTP server on TCP has an AddressInfo.
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${taken}/`,
    reload() {
      for (const reload of pages) reload();
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
      await rm(folder, { recursive: true });
    },
  };
}
