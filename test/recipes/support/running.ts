import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';

/** A running recipe. */
export type Running = {
  /** The origin of its pages. */
  origin: string;
  send(path: string, init: RequestInit): Promise<Response>;
  close(): Promise<void>;
};

export async function listening(server: Server): Promise<Running> {
  if (!server.listening) server.listen(0, '127.0.0.1');
  if (!server.address()) await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    send: (path, init) => fetch(origin + path, init),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A route's module: it exports a function for each method, or for all others. */
type Route<Given> = Partial<Record<string, (given: Given) => Response | Promise<Response>>>;

/** Routes of a framework that are modules, called with the argument that the framework makes of a request. */
export function routes<Given>(
  modules: Record<string, Route<Given>>,
  argumentFor: (request: Request) => Given,
): Running {
  const origin = 'https://shop.example';
  return {
    origin,
    async send(path, init) {
      const request = new Request(origin + path, init);
      const answer = modules[path]?.[request.method] ?? modules[path]?.['fallback'];
      if (!answer) throw new Error(`Expected a route for ${request.method} ${path}.`);
      return answer(argumentFor(request));
    },
    async close() {},
  };
}

/** A recipe at a port: its own, or that of a server which calls it as its platform does. */
export async function overHttp(recipe: Running): Promise<AsyncDisposable & { origin: string }> {
  if (recipe.origin.startsWith('http://127.0.0.1:')) return { origin: recipe.origin, async [Symbol.asyncDispose]() {} };
  const answer = async (request: Request): Promise<Response> => {
    const { method, headers } = request;
    const body = ['GET', 'HEAD'].includes(method) ? null : await request.arrayBuffer();
    return recipe.send(new URL(request.url).pathname, { method, headers, body });
  };
  const { origin, close } = await listening(serve({ fetch: answer, hostname: '127.0.0.1', port: 0 }) as Server);
  return { origin, [Symbol.asyncDispose]: close };
}
