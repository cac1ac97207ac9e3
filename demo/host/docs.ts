import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

const repository = join(import.meta.dirname, '../..');

/** The documentation site at `/docs/`. The first request waits until it is built; `signal` stops the build. */
export function docs(signal: AbortSignal): Hono {
  let site: Promise<Hono> | undefined;
  const routes = new Hono();
  routes.get('/docs', (context) => context.redirect('/docs/', 301));
  routes.get('/docs/*', async (context) => {
    site ??= build(signal).then(staticSite);
    try {
      return await (await site).fetch(context.req.raw, context.env);
    } catch (error) {
      // The next request tries it again, after the page that is wrong was mended.
      site = undefined;
      return context.text(`Expected the site to be built: run \`npm run docs\`.\n${String(error)}`, 500);
    }
  });
  return routes;
}

/** Builds the site, unless it is newer than its sources. */
async function build(signal: AbortSignal): Promise<void> {
  await promisify(execFile)(process.execPath, ['test/dev/docs.ts'], { cwd: repository, signal });
}

/** The built files, with a page's address as on the public site: `/docs/webhooks` is `webhooks.html`. */
function staticSite(): Hono {
  const root = join(repository, 'dist-docs');
  const files = new Hono();
  files.use(async (context, next) => {
    await next();
    const isHashed = context.req.path.startsWith('/docs/assets/');
    context.header('Cache-Control', isHashed ? 'max-age=31536000, immutable' : 'no-cache');
  });
  files.use(serveStatic({ root, rewriteRequestPath: fileOf }));
  files.notFound((context) => context.html(readFile(join(root, '404.html'), 'utf8'), 404));
  return files;
}

function fileOf(path: string): string {
  const file = path.replace(/^\/docs/, '');
  return /\/$|\.\w+$/.test(file) ? file : `${file}.html`;
}
