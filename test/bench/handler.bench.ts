import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTokenHandler } from 'araucaria-connect/server';
import { percentile, printTable } from './table.ts';

const rounds = 60;
const requestsEach = 500;
const inFlight = 32;

// Requests a second of the token handler, beside a bare proxy of ten lines that does nothing but pass the call on.
const upstream = createServer((request, response) => {
  request.resume();
  response.setHeader('Content-Type', 'application/json');
  response.end('{"connectionId":"conn_1","widgetToken":"wtk_0123456789abcdef0123456789abcdef"}');
}).listen(0, '127.0.0.1');
await once(upstream, 'listening');
const apiUrl = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;

const handlers = {
  'token handler': createTokenHandler({ apiKey: 'arau_bench', apiUrl, authorize: () => true }),
  'bare fetch proxy': async (request: Request): Promise<Response> => {
    await request.text();
    const answer = await fetch(`${apiUrl}/v1/connections`, {
      method: 'POST',
      headers: { Authorization: 'Bearer arau_bench', 'Content-Type': 'application/json' },
    });
    return new Response(await answer.text(), { headers: { 'Content-Type': 'application/json' } });
  },
};
const rates: Record<string, number[]> = { 'token handler': [], 'bare fetch proxy': [] };
// The first round warms both up. By turns, so that whatever else the machine does falls on both.
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, handler] of Object.entries(handlers)) {
    const rate = await requestsPerSecond(handler);
    if (round > 0) rates[name]?.push(rate);
  }
}
upstream.closeAllConnections();
upstream.close();

const ratios = (rates['token handler'] ?? []).map((rate, index) => rate / (rates['bare fetch proxy']?.[index] ?? NaN));
const row = (values: readonly number[], round: (value: number) => number): Record<string, number> => ({
  median: round(percentile(values, 0.5)),
  lowest: round(Math.min(...values)),
  highest: round(Math.max(...values)),
});
printTable(
  `Token handler: requests a second, ${rounds} rounds of ${requestsEach} each by turns, ${inFlight} at a time`,
  {
    ...Object.fromEntries(Object.entries(rates).map(([name, values]) => [name, row(values, Math.round)])),
    ratio: row(ratios, (value) => Math.round(value * 1000) / 1000),
  },
);

async function requestsPerSecond(handler: (request: Request) => Promise<Response>): Promise<number> {
  let left = requestsEach;
  const start = performance.now();
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const response = await handler(
        new Request('http://shop.example/api/widget-token', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'Content-Length': '2', 'Sec-Fetch-Site': 'same-origin' },
          body: '{}',
        }),
      );
      await response.text();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return requestsEach / ((performance.now() - start) / 1000);
}
