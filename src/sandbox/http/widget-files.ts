import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Handler, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { etag } from 'hono/etag';
import type { InstitutionList } from '../../shared/widget-api.ts';
import { logos } from '../institutions/logos.ts';
import type { SandboxSettings } from '../settings.ts';
import { completeFramePage } from './frame-page.ts';
import { Problem } from './problem.ts';

/** One year. */
const immutable = 'public, max-age=31536000, immutable';

/** Five minutes, in which a new release reaches every user. An older file is then asked for by its `ETag`. */
const brief = 'public, max-age=300';

/** The path of the widget's files, and whether it has the version: then a cache may keep the script. */
export type WidgetMount = { path: string; versioned: boolean };

/** The built widget, whose pages `allowedOrigins` may embed it, and its first list of banks, if the page brings it. */
export type Widget = Pick<SandboxSettings, 'widgetFolder' | 'allowedOrigins'> & { popular?: () => InstitutionList };

/** The files of the widget: the script for any page, the frame for pages of the allowed origins. */
export function widgetFiles(widget: Widget, { path, versioned }: WidgetMount): Hono {
  const { widgetFolder } = widget;
  const isBuilt = existsSync(widgetFolder);
  const files = isBuilt ? staticFiles(widgetFolder, path) : notBuilt;
  const routes = new Hono();
  const compressAnswer = compress();
  routes.use(async (context, next) => {
    await next();
    // A 404 may become a 405 with another body, which would keep the header of the compressed one.
    if (context.res.ok) await compressAnswer(context, async () => {});
    return undefined;
  }, etag());

  // For any page. CORS, because a script with an integrity hash needs it.
  routes.get(
    '/araucaria-connect.js',
    withHeaders({ ...scriptHeaders, 'Cache-Control': versioned ? immutable : brief }),
    files,
  );

  // The first line of the script refers to it.
  routes.get('/araucaria-connect.licenses.md', withHeaders({ 'Content-Type': 'text/markdown; charset=utf-8' }), files);

  // The names contain a hash of the content.
  routes.get('/frame/assets/*', withHeaders({ 'Cache-Control': immutable }), files);

  routes.get('/logos/:file{[a-z0-9-]+\\.svg}', (context) => {
    const logo = logos.get(context.req.param('file').replace(/\.svg$/, ''));
    if (logo === undefined) throw new Problem(404);
    return context.body(logo, 200, logoHeaders);
  });

  for (const page of ['/frame/', '/frame/index.html']) routes.get(page, isBuilt ? framePage(widget) : notBuilt);
  return routes;
}

const scriptHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

const logoHeaders = {
  'Content-Type': 'image/svg+xml',
  // An SVG that is opened as a page is a document, and could run scripts.
  'Content-Security-Policy': "default-src 'none'",
  'Cache-Control': 'public, max-age=86400',
};

/** The frame has the credential form: only its own files run in it, and only pages of allowed origins embed it. */
function framePage({ widgetFolder, allowedOrigins, popular }: Widget): Handler {
  return (context) => {
    const built = readFileSync(join(widgetFolder, 'frame/index.html'), 'utf8');
    const { html, policy } = completeFramePage(built, { popular: popular?.() ?? null, allowedOrigins });
    return context.html(html, 200, { ...frameHeaders, 'Content-Security-Policy': policy });
  };
}

/** The powerful features. The header has no way to deny them all. */
const deniedFeatures = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
];

const frameHeaders = {
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Cache-Control': brief,
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
};

/** Sets headers if the file was found. */
function withHeaders(headers: Record<string, string>): MiddlewareHandler {
  return async (context, next) => {
    await next();
    if (!context.res.ok) return;
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
  };
}

function staticFiles(folder: string, path: string): MiddlewareHandler {
  return serveStatic({ root: folder, rewriteRequestPath: (requestPath) => `/${relative(path, requestPath)}` });
}

const notBuilt: MiddlewareHandler = () => {
  throw new Problem(404, { detail: 'The widget is not built. Run: npm run build:browser.' });
};
