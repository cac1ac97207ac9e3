import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../command.ts';
import { succeeds, type ApiBehavior } from './api-behaviors.ts';

/** A call that the endpoint made. */
export type ApiCall = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

/** Stands in for the API on a port of the loopback address, so that it can answer in every way. */
export type ApiStandIn = {
  url: string;
  /** How it answers from now on. It starts with a new list of calls, which it returns. */
  behave(behavior: ApiBehavior): ApiCall[];
  close(): Promise<void>;
};

/** @throws {UsageError} where the port is in use */
export async function startApiStandIn(port: number): Promise<ApiStandIn> {
  let behavior = succeeds;
  let calls: ApiCall[] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    // As it is when the call comes: its body may arrive after the answer to the request that it is for.
    const { answer } = behavior;
    const call = { method, path, headers, body: '' };
    calls.push(call);
    request.on('data', (chunk: Buffer) => (call.body += String(chunk)));
    request.once('end', () => answer(response));
  });
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new UsageError(`Expected --api-port to be a free port; ${port} can't be listened on.`, { cause });
  }
  // A server on TCP has an AddressInfo.
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${chosen}`,
    behave(next) {
      behavior = next;
      calls = [];
      return calls;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
