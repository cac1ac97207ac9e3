import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A request that the fake received. */
export type Call = {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** Resolves when the connection is closed or the answer is sent. */
  over: Promise<unknown>;
};

/** A fake Araucaria. The first segment of the path selects its behavior; it records all requests. */
export type FakeAraucaria = {
  url: string;
  calls: Call[];
  /** Answers the requests to `/wait/`. */
  release(): void;
  close(): Promise<void>;
};

type Behavior = (response: ServerResponse, path: string) => void;

const token = { connectionId: 'conn_1', widgetToken: 'wtk_1', institutionId: 'banco-alerce', internal: 'not yours' };

const json =
  (body: unknown, status = 200): Behavior =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  };

const behaviors: Record<string, Behavior> = {
  ok: json(token, 201),
  hang: () => {},
  'hang-midway': (response) => void response.writeHead(200).write('{'),
  wait: () => {},
  reset: (response) => void response.socket?.resetAndDestroy(),
  'reset-midway': (response) => {
    response.writeHead(200, { 'Content-Length': 100 }).write('{', () => response.socket?.resetAndDestroy());
  },
  html: (response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>wtk_1</p>'),
  giant: (response) => {
    const body = JSON.stringify({ ...token, more: 'x'.repeat(70_000) });
    response.writeHead(200, { 'Content-Length': body.length }).end(body);
  },
  endless: (response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write(' '.repeat(16_384)));
    };
    response.on('drain', more);
    more();
  },
  packed(response) {
    // A small Content-Length, and a thousand times that after decompression.
    const body = gzipSync(JSON.stringify({ ...token, more: 'x'.repeat(1_000_000) }));
    response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': body.length }).end(body);
  },
  empty: (response) => void response.writeHead(200).end(),
  array: json([token]),
  null: json(null),
  'no-token': json({ connectionId: 'conn_1' }),
  'number-token': json({ ...token, widgetToken: 7 }),
  'long-token': json({ ...token, widgetToken: 'w'.repeat(4097) }),
  'broken-token': json({ ...token, widgetToken: 'wtk\r\nSet-Cookie: a=b' }),
  'key-token': json({ ...token, widgetToken: 'arau_some_key' }),
  'key-in-token': json({ ...token, widgetToken: 'wtk_arau_live_1' }),
  'key-id': json({ ...token, connectionId: 'arau_live_1' }),
  'key-in-id': json({ ...token, connectionId: 'conn_ARAU_live_1' }),
  'key-elsewhere': json({ ...token, institutionId: 'arau_live_1' }),
  'key-deep': json({ ...token, debug: [{ headers: ['Authorization: Bearer arau_live_1'] }] }),
  'key-name': json({ ...token, arau_live_1: true }),
  'key-escaped': (response) => {
    const escaped = JSON.stringify({ ...token, internal: 'arau_live_1' }).replace('arau_', String.raw`\u0061rau\u005f`);
    response.writeHead(200).end(escaped);
  },
  'no-id': json({ widgetToken: 'wtk_1' }),
  'path-id': json({ ...token, connectionId: '../admin' }),
  'inherited-token': (response) => void response.writeHead(200).end('{"__proto__":{"widgetToken":"wtk_1"}}'),
  'date-429': (response) =>
    void response.writeHead(429, { 'Retry-After': 'Wed, 21 Oct 2037 07:28:00 GMT' }).end('wtk_1'),
  'garbage-429': (response) => void response.writeHead(429, { 'Retry-After': 'soon' }).end(),
};

/** Any status, with a text that must not be passed on. */
const anyStatus: Behavior = (response, path) => {
  response.writeHead(Number(/^\/status-(\d+)/.exec(path)?.[1]), { 'Retry-After': '7', 'Content-Type': 'text/plain' });
  response.end('words of the upstream server');
};

const redirect: Behavior = (response, path) => {
  response.writeHead(Number(/^\/redirect-(\d+)/.exec(path)?.[1]), { Location: '/elsewhere' }).end();
};

function behaviorFor(path: string): Behavior {
  if (path.startsWith('/status-')) return anyStatus;
  if (path.startsWith('/redirect-')) return redirect;
  return behaviors[path.split('/')[1] ?? ''] ?? json({});
}

export async function startFakeAraucaria(): Promise<FakeAraucaria> {
  const calls: Call[] = [];
  const waiting: ServerResponse[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers } = request;
    const over = once(response, 'close');
    let body = '';
    for await (const chunk of request) body += String(chunk);
    calls.push({ method, path, headers, body, over });
    if (path.startsWith('/wait/')) waiting.push(response);
    behaviorFor(path)(response, path);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    // An HTTP server on TCP has an AddressInfo.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    release() {
      for (const response of waiting) response.end();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
