import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { globSync } from 'node:fs';

const folder = join(import.meta.dirname, '../../../dist-docs');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
};
const compressed = new Set(['.html', '.js', '.css', '.json', '.svg', '.txt', '.md']);

/** A server of the built site. */
export type ServedSite = { url: string; close(): Promise<void> };

/** Serves the built site at `/docs/` as a static host does: compressed, and with addresses that end without `.html`. */
export async function serveSite(): Promise<ServedSite> {
  const files = new Map(
    globSync('**/*.*', { cwd: folder }).map((file) => {
      const content = readFileSync(join(folder, file));
      return [`/docs/${file}`, compressed.has(extname(file)) ? brotliCompressSync(content) : content];
    }),
  );
  const server = createServer(({ url = '/' }, response) => {
    const path = fileOf(new URL(url, 'http://localhost').pathname);
    const body = files.get(path);
    response.writeHead(body ? 200 : 404, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      ...(compressed.has(extname(path)) && { 'Content-Encoding': 'br' }),
      ...(path.startsWith('/docs/assets/') && { 'Cache-Control': 'max-age=31536000, immutable' }),
    });
    response.end(body ?? files.get('/docs/404.html'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/docs`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function fileOf(path: string): string {
  if (path.endsWith('/')) return `${path}index.html`;
  return extname(path) ? path : `${path}.html`;
}
