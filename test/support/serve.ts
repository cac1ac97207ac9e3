import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The response under one path of a test's server. A string is an HTML page. */
export type Route = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A server for one test, on a free port of 127.0.0.1. */
export type Served = { origin: string; requests: string[]; close(): Promise<void> };

/** Serves `routes` by path, without the query; every page has `headers`. */
export async function serve(routes: Record<string, Route>, headers: Record<string, string> = {}): Promise<Served> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    requests.push(path);
    const route = routes[path];
    if (route === undefined) response.writeHead(404).end();
    else if (typeof route === 'function') route(request, response);
    else response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers }).end(route);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Responds with a script. */
export const scriptRoute =
  (source: string | Buffer): Exclude<Route, string> =>
  (_request, response) =>
    void response.writeHead(200, { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*' }).end(source);

/** Responds to a token request as the smallest possible backend does. */
export const tokenRoute: Route = (_request, response) =>
  void response
    .writeHead(200, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ widgetToken: 'wtk_small', connectionId: 'conn_small' }));
