import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { percentile, printTable } from './table.ts';

const rounds = 40;
const requestsEach = 1_000;
const connections = 16;

const araucaria = createServer((request, response) => {
  request.resume();
  response.setHeader('Content-Type', 'application/json');
  response.end('{"connectionId":"conn_1","widgetToken":"wtk_0123456789abcdef0123456789abcdef"}');
}).listen(0, '127.0.0.1');
await once(araucaria, 'listening');
const servers: ChildProcess[] = [];

async function started(file: string): Promise<number> {
  const { port } = araucaria.address() as AddressInfo;
  const server = fork(join(import.meta.dirname, 'support', file), [`http://127.0.0.1:${port}`]);
  servers.push(server);
  const [serverPort] = (await once(server, 'message')) as [number];
  return serverPort;
}

const fetchPort = await started('fetch-server.ts');
const nodePort = await started('node-server.ts');

/** By row: where it is asked for, and the row that it is compared with. */
const routes: Record<string, { port: number; path: string; ours: string }> = {
  handler: { port: fetchPort, path: '/handler', ours: 'handler' },
  proxy: { port: fetchPort, path: '/proxy', ours: 'handler' },
  'minimal proxy': { port: fetchPort, path: '/minimal', ours: 'handler' },
  adapter: { port: nodePort, path: '/adapter', ours: 'adapter' },
  'bare proxy': { port: nodePort, path: '/bare', ours: 'adapter' },
};

/** Requests per second on kept connections. The request is encoded once, so that the server is the bottleneck. */
async function requestsPerSecond(port: number, path: string): Promise<number> {
  const request = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    `Origin: http://127.0.0.1:${port}`,
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/json',
    'Content-Length: 2',
    '',
    '{}',
  ].join('\r\n');
  let left = requestsEach;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const socket = connect(port, '127.0.0.1');
      while (left > 0) {
        left -= 1;
        socket.write(request);
        const [answer] = (await once(socket, 'data')) as [Buffer];
        // A response fits into one packet. Only a success counts.
        if (!answer.toString().startsWith('HTTP/1.1 200')) throw new Error(`${path}: ${answer.toString()}`);
      }
      socket.destroy();
    }),
  );
  return requestsEach / ((performance.now() - begin) / 1_000);
}

const rates = new Map(Object.keys(routes).map((name) => [name, [] as number[]]));
// The first rounds only warm up. The handlers take turns, so that other load on the machine affects all of them.
for (let round = -5; round < rounds; round += 1) {
  for (const [name, { port, path }] of Object.entries(routes)) {
    const rate = await requestsPerSecond(port, path);
    if (round >= 0) rates.get(name)?.push(rate);
  }
}
for (const server of servers) server.kill();
araucaria.closeAllConnections();
araucaria.close();

const rows = Object.entries(routes).map(([name, { ours }]) => {
  const values = rates.get(name) ?? [];
  const ratios = (rates.get(ours) ?? []).map((rate, index) => rate / (values[index] ?? NaN));
  return [
    name,
    {
      'requests/s': Math.round(percentile(values, 0.5)),
      lowest: Math.round(Math.min(...values)),
      highest: Math.round(Math.max(...values)),
      'ours against it': Number(percentile(ratios, 0.5).toFixed(2)),
    },
  ];
});
printTable(
  `Token handler on Node: medians of ${rounds} rounds of ${requestsEach} requests by turns`,
  Object.fromEntries(rows) as Record<string, Record<string, number>>,
);
