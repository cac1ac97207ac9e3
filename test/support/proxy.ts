import { once } from 'node:events';
import {
  createServer,
  request,
  type ClientRequest,
  type IncomingHttpHeaders,
  type RequestListener,
  type RequestOptions,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A port of this machine that something listens on. */
export type Listening = { port: number; close(): Promise<void> };

export async function listen(listener: RequestListener): Promise<Listening> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A proxy in front of a port. `pass`: the headers that it sends on. */
export function startProxy(
  target: number,
  pass: (headers: IncomingHttpHeaders, target: string) => IncomingHttpHeaders,
): Promise<Listening> {
  return listen((incoming, outgoing) => {
    const headers = pass(incoming.headers, `127.0.0.1:${target}`);
    const { method, url: path } = incoming;
    const forwarded = request({ host: '127.0.0.1', port: target, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.once('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  });
}

/** Sends a token request to a port of this machine, with the headers of a browser whose page is elsewhere. */
export async function askAt(
  port: number,
  headers: Record<string, string>,
  send: (options: RequestOptions) => ClientRequest = request,
): Promise<{ status: number; detail: string | undefined }> {
  // Not by fetch, which has a `Host` of its own.
  const sent = send({
    host: '127.0.0.1',
    port,
    method: 'POST',
    path: '/api/widget-token',
    headers: { 'Content-Type': 'application/json', 'Content-Length': '2', Cookie: 'session=ana', ...headers },
  });
  sent.end('{}');
  const [answer] = (await once(sent, 'response')) as [AsyncIterable<Buffer> & { statusCode: number }];
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  return { status: answer.statusCode, detail: (JSON.parse(text) as { detail?: string }).detail };
}

/** The value of `allowedOrigins` that a refusal names, to be copied from the log. */
export function advised(detail: string | undefined): string[] {
  const [, origin] = /set allowedOrigins: \['([^']+)'\]\.$/.exec(detail ?? '') ?? [];
  return origin === undefined ? [] : [origin];
}
