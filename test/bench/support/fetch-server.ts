// Serves the token handler by requests as fetch has them, and two short proxies to compare it with.
//   node test/bench/support/fetch-server.ts <Araucaria's address>
import { serve } from '@hono/node-server';
import { createTokenHandler } from 'araucaria-connect/server';

const apiUrl = process.argv[2] ?? '';
const apiKey = 'arau_bench';
const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };

const handlers: Record<string, (request: Request) => Promise<Response>> = {
  handler: createTokenHandler({ apiKey, apiUrl, authorize: () => true }),

  /** Passes on the body, the client's abort and the response. */
  proxy: async (request) => {
    const body = await request.text();
    const answer = await fetch(`${apiUrl}/v1/connections`, { method: 'POST', headers, body, signal: request.signal });
    return new Response(await answer.text(), {
      status: answer.status,
      headers: { 'Content-Type': 'application/json' },
    });
  },

  /** The minimum to get a token: no abort, no checks. */
  minimal: async (request) => {
    await request.text();
    const answer = await fetch(`${apiUrl}/v1/connections`, { method: 'POST', headers });
    return new Response(await answer.text(), { headers: { 'Content-Type': 'application/json' } });
  },
};

serve(
  {
    hostname: '127.0.0.1',
    port: 0,
    fetch: (request) => handlers[new URL(request.url).pathname.slice(1)]?.(request) ?? new Response(),
  },
  ({ port }) => process.send?.(port),
);
