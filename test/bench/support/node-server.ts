// Serves the token handler by Node's http, and a bare proxy to compare it with. Apart from the server of requests as
// fetch has them, whose adapter replaces the global Request and Response.
//   node test/bench/support/node-server.ts <Araucaria's address>
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from 'araucaria-connect/node';
import { createTokenHandler } from 'araucaria-connect/server';

const apiUrl = process.argv[2] ?? '';
const apiKey = 'arau_bench';
const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };

const routes: Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>> = {
  '/adapter': toNodeHandler(createTokenHandler({ apiKey, apiUrl, authorize: () => true })),

  async '/bare'(request, response) {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const answer = await fetch(`${apiUrl}/v1/connections`, { method: 'POST', headers, body });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(await answer.text());
  },
};

const server = createServer((request, response) => void routes[request.url ?? '']?.(request, response));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
