import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

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

/** A route's module: it exports one function for each method. */
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
      const answer = modules[path]?.[request.method];
      if (!answer) throw new Error(`Expected a route for ${request.method} ${path}.`);
      return answer(argumentFor(request));
    },
    async close() {},
  };
}
