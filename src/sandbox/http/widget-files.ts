import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { sourceOf } from '../connections/allowed-origins.ts';
import { logos } from '../institutions/logos.ts';
import type { SandboxSettings } from '../settings.ts';
import { framePolicy } from './frame-policy.ts';
import { Problem } from './problem.ts';

/** One year. */
const immutable = 'public, max-age=31536000, immutable';

/** The path of the widget's files, and whether it has the version: then a cache may keep the script. */
export type WidgetMount = { path: string; versioned: boolean };

/** The built widget: the script for any page, the frame for pages of the allowed origins. */
export function widgetFiles(
  { widgetFolder, allowedOrigins }: Pick<SandboxSettings, 'widgetFolder' | 'allowedOrigins'>,
  { path, versioned }: WidgetMount,
): Hono {
  const files = existsSync(widgetFolder) ? staticFiles(widgetFolder, path) : notBuilt;
  const routes = new Hono();

  // For any page. CORS, because a script with an integrity hash needs it.
  routes.get(
    '/araucaria-connect.js',
    withHeaders({ ...scriptHeaders, 'Cache-Control': versioned ? immutable : 'no-cache' }),
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
  // An SVG that is opened as a page is a document, and could run scripts.
  'Content-Security-Policy': "default-src 'none'",
  'Cache-Control': 'public, max-age=86400',
};

/** The frame has the credential form: only its own files run in it, and only pages of allowed origins embed it. */
function frameHeaders(allowedOrigins: readonly string[]): Record<string, string> {
  const policy = [...framePolicy, `frame-ancestors ${allowedOrigins.map(sourceOf).join(' ')}`];
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
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
