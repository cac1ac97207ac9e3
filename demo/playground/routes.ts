import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { readParts } from './parts.ts';

/** What the playground's page loads, below `/playground/`. The page itself is one of the application's, with its session and its policy. */
export function playgroundFiles(araucariaUrl: string): Hono {
  const routes = new Hono();
  const files = serveStatic({
    root: fileURLToPath(new URL('.', import.meta.url)),
    rewriteRequestPath: (path) => path.replace('/playground', ''),
    onFound: (_path, context) => context.header('Cache-Control', 'no-cache'),
  });

  routes.get('/parts.json', (context) => {
    context.header('Cache-Control', 'no-cache');
    return context.json(readParts(araucariaUrl));
  });
  routes.get('/page/*', files);
  routes.get('/generator/*', files);
  return routes;
}

/** The HTML of the page. */
export const playgroundPage = (): Promise<string> => readFile(new URL('page/index.html', import.meta.url), 'utf8');
