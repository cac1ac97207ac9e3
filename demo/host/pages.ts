import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { playgroundFiles, playgroundPage } from '../playground/routes.ts';
import type { Services } from './services.ts';

const pagesFolder = fileURLToPath(new URL('../pages', import.meta.url));
const bundlesFolder = fileURLToPath(new URL('../../dist', import.meta.url));

/** The URL of the sandbox in the files of the pages, which is replaced by the actual one. */
const defaultAraucariaUrl = 'http://127.0.0.1:4400';

/** The application's pages. Opening one starts a session. */
export function pages({ settings, sessions }: Services): Hono {
  const { araucariaUrl } = settings;
  const routes = new Hono();
  const page = async (html: Promise<string>): Promise<string> =>
    (await html).replaceAll(defaultAraucariaUrl, araucariaUrl);
  const fileOf = (name: string): Promise<string> => readFile(`${pagesFolder}/${name}`, 'utf8');

  for (const [path, html] of [
    ['/', () => fileOf('index.html')],
    ['/playground/', playgroundPage],
  ] as const) {
    routes.get(path, async (context) => {
      if (sessions.userOf(context.req.raw) === null) context.header('Set-Cookie', sessions.begin());
      context.header('Content-Security-Policy', contentSecurityPolicy(araucariaUrl));
      context.header('Cache-Control', 'no-store');
      return context.html(page(html()));
    });
  }
  routes.get('/playground', (context) => context.redirect('/playground/'));
  routes.route('/playground', playgroundFiles(araucariaUrl));

  // The README's snippet with its inline script: served without a policy.
  routes.get('/script-tag.html', async (context) => {
    if (sessions.userOf(context.req.raw) === null) context.header('Set-Cookie', sessions.begin());
    context.header('Cache-Control', 'no-store');
    return context.html(page(fileOf('script-tag.html')));
  });

  const fresh = {
    onFound: (_path: string, context: { header(name: string, value: string): void }): void =>
      context.header('Cache-Control', 'no-cache'),
  };
  for (const file of ['button', 'debug']) {
    routes.get(`/araucaria-connect-${file}.js`, serveStatic({ root: bundlesFolder, ...fresh }));
  }
  routes.get('/*', serveStatic({ root: pagesFolder, ...fresh }));
  return routes;
}

/** A strict policy: the button needs the widget's origin, and Trusted Types policies for Lit and for its loader. */
function contentSecurityPolicy(araucariaUrl: string): string {
  const { origin } = new URL(araucariaUrl);
  return [
    "default-src 'none'",
    `script-src 'self' ${origin}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src ${origin}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html araucaria-connect',
  ].join('; ');
}
