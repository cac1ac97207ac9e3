import { readFileSync } from 'node:fs';
import type { Sandbox } from 'araucaria-connect/sandbox';
import { createAraucariaClient } from 'araucaria-connect/server';
import { scriptRoute, serve, type Served } from '../support/serve.ts';

/** Serves a page of the guides, with the sandbox in the place of Araucaria. Each visitor may create connections. */
export function serveGuidePage(file: string, sandbox: Sandbox): Promise<Served> {
  const { createConnection } = createAraucariaClient({ apiKey: sandbox.apiKey, apiUrl: sandbox.url });
  const html = readFileSync(file, 'utf8')
    .replace('https://unpkg.com/araucaria-connect', '/button.js')
    .replace('token-endpoint', `widget-src="${sandbox.widgetSrc}" token-endpoint`);
  return serve({
    '/': html,
    '/button.js': scriptRoute(readFileSync('dist/araucaria-connect-button.js')),
    '/api/widget-token': (_request, response) =>
      void createConnection().then((token) =>
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(token)),
      ),
  });
}
