import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { scriptRoute, serve, tokenRoute, type Served } from '../../../support/serve.ts';

const root = join(import.meta.dirname, '../../../..');

/** Bundles one of this folder's pages with its libraries, as a host's build would. */
async function bundle(file: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: join(import.meta.dirname, file), formats: ['iife'], name: 'page', fileName: 'page' },
      rolldownOptions: { onwarn: () => undefined },
    },
  });
  // One format, so one output.
  const [{ output }] = result as unknown as [{ output: [{ code: string }] }];
  return output[0].code;
}

/** The pages of each file, named by the query of their URL. */
export const libraries = {
  'react.ts': [
    'radix-popover',
    'radix-popover-modal',
    'radix-dialog',
    'radix-dialog-non-modal',
    'aria-popover',
    'aria-popover-non-modal',
    'aria-modal',
    'headless-dialog',
    'headless-popover',
    'headless-popover-focus',
    'floating-modal',
    'floating-non-modal',
    'floating-hover',
    'mui-popover',
    'mui-dialog',
    'mui-drawer',
    'mui-menu',
    'mui-popper',
  ],
  'plain.ts': [
    'bootstrap-modal',
    'bootstrap-offcanvas',
    'bootstrap-dropdown',
    'tippy-click',
    'tippy-focus',
    'focus-trap',
    'focus-trap-strict',
    'home-made',
    'popover-auto',
  ],
} as const;

/** Serves a host's page of `file` at `http://localhost:…/?name`, with the widget from `widgetOrigin`. */
export async function serveLibraries(file: string, widgetOrigin: string): Promise<Served> {
  const [page, button, bootstrap] = await Promise.all([
    bundle(file),
    readFile(join(root, 'dist/araucaria-connect-button.js')),
    readFile(join(root, 'node_modules/bootstrap/dist/css/bootstrap.min.css'), 'utf8'),
  ]);
  const served = await serve({
    '/': `<!doctype html><html lang="en"><title>Host</title>
      <style>@layer host { ${bootstrap} }</style>
      <body style="min-height: 200vh"><main><div id="root"></div></main><output></output>
      <script>
        widgetSrc = '${widgetOrigin}/widget/araucaria-connect.js';
        events = [];
        for (const end of ['success', 'exit']) {
          document.addEventListener('araucaria-' + end, () => {
            events.push(end);
            document.querySelector('output').append('event ' + end);
          });
        }
      </script>
      <script src="/button.js"></script><script src="/page.js"></script>`,
    '/button.js': scriptRoute(button),
    '/page.js': scriptRoute(page),
    '/token': tokenRoute,
  });
  return { ...served, origin: served.origin.replace('127.0.0.1', 'localhost') };
}
