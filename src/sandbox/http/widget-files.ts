import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { sourceOf } from '../connections/allowed-origins.ts';
import { logos } from '../institutions/logos.ts';
import type { SandboxSettings } from '../settings.ts';
import { Problem } from './problem.ts';

/** A year, as long as caches keep anything. */
const immutable = 'public, max-age=31536000, immutable';

/** Where the widget's files are mounted, and for how long a cache may keep the script from there. */
export type WidgetMount = { path: string; versioned: boolean };

/** The built widget: the script for any page, and the frame for the allowed origins. */
export function widgetFiles(
  { widgetFolder, allowedOrigins }: Pick<SandboxSettings, 'widgetFolder' | 'allowedOrigins'>,
  { path, versioned }: WidgetMount,
): Hono {
  const files = existsSync(widgetFolder) ? staticFiles(widgetFolder, path) : notBuilt;
  const routes = new Hono();

  // Any page may load the script, also with an integrity hash, which takes CORS.
  routes.get(
    '/araucaria-connect.js',
    withHeaders({ ...scriptHeaders, 'Cache-Control': versioned ? immutable : 'no-cache' }),
    files,
  );

  // The script's first line names it.
  routes.get('/araucaria-connect.licenses.md', withHeaders({ 'Content-Type': 'text/markdown; charset=utf-8' }), files);

  // Vite puts a hash of the content into the names of these.
  routes.get('/frame/assets/*', withHeaders({ 'Cache-Control': immutable }), files);

  routes.get('/logos/:file{[a-z0-9-]+\\.svg}', (context) => {
    const logo = logos.get(context.req.param('file').replace(/\.svg$/, ''));
    if (logo === undefined) throw new Problem(404);
    return context.body(logo, 200, logoHeaders);
  });

  const page = withHeaders(frameHeaders(allowedOrigins));
  routes.get('/frame/', page, files);
  routes.get('/frame/index.html', page, files);
  return routes;
}

const scriptHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

const logoHeaders = {
  'Content-Type': 'image/svg+xml',
  // Opened by itself, an SVG is a document.
  'Content-Security-Policy': "default-src 'none'",
  'Cache-Control': 'public, max-age=86400',
};

/** The frame holds the credential form: nothing but its own files runs in it, and only allowed pages embed it. */
function frameHeaders(allowedOrigins: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${allowedOrigins.map(sourceOf).join(' ')}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
  };
}

/** The powerful features; there is no way to name them all at once. */
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

/** Sets headers where the file was found. */
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
