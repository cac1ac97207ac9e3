import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { readParts } from './parts.ts';

const folderOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** What the playground's page loads, below `/playground/`. The page itself is one of the application's, with its session and its policy. */
export function playgroundFiles(araucariaUrl: string): Hono {
  const routes = new Hono();
  const serveFrom = (folder: string, path: string): ReturnType<typeof serveStatic> =>
    serveStatic({
      root: folderOf(folder),
      rewriteRequestPath: (requested) => requested.slice(path.length),
      onFound: (_path, context) => context.header('Cache-Control', 'no-cache'),
    });

  routes.get('/parts.json', (context) => {
    context.header('Cache-Control', 'no-cache');
    return context.json(readParts(araucariaUrl));
  });
  routes.get('/generator/*', serveFrom('generator', '/playground/generator/'));
  routes.get('/*', serveFrom('page', '/playground/'));
  return routes;
}

/** The HTML of the page. */
export const playgroundPage = (): Promise<string> => readFile(folderOf('page/index.html'), 'utf8');
