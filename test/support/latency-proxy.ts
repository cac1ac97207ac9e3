import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A server behind a slow connection. */
export type LatencyProxy = { origin: string; close(): Promise<void> };

/** Starts a TCP proxy for a server of this machine that delays all data by `delayMs`, in both directions. */
export async function startLatencyProxy(origin: string, delayMs: number): Promise<LatencyProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const forward = (from: Duplex, to: Duplex): void => {
    from.on('data', (chunk: Buffer) => setTimeout(() => to.writable && to.write(chunk), delayMs));
    from.on('end', () => setTimeout(() => to.end(), delayMs));
  };
  const { hostname, port } = new URL(origin);
  const server = createServer((near) => {
    keep(near);
    // Opening the connection takes a round trip as well.
    near.pause();
    const far = keep(connect(Number(port), hostname, () => setTimeout(() => near.resume(), 2 * delayMs)));
    forward(near, far);
    forward(far, near);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
