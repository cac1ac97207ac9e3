// Serves the token handler, and beside it two proxies of ten lines.
//   node test/bench/support/handler-server.ts <Araucaria's address>
import { serve } from '@hono/node-server';
import { createTokenHandler } from 'araucaria-connect/server';

const apiUrl = process.argv[2] ?? '';
const apiKey = 'arau_bench';
const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };

const handlers: Record<string, (request: Request) => Promise<Response>> = {
  handler: createTokenHandler({ apiKey, apiUrl, authorize: () => true }),

  /** Passes on what comes: the body, that the visitor has gone, the answer. */
  proxy: async (request) => {
    const body = await request.text();
    const answer = await fetch(`${apiUrl}/v1/connections`, { method: 'POST', headers, body, signal: request.signal });
    return new Response(await answer.text(), {
      status: answer.status,
      headers: { 'Content-Type': 'application/json' },
    });
  },

  /** The least that gets a token out: it goes on when the visitor has gone, and looks at nothing. */
  'least proxy': async (request) => {
    await request.text();
    const answer = await fetch(`${apiUrl}/v1/connections`, { method: 'POST', headers });
    return new Response(await answer.text(), { headers: { 'Content-Type': 'application/json' } });
  },
};

serve(
  {
    hostname: '127.0.0.1',
    port: 0,
    fetch: (request) =>
      handlers[decodeURIComponent(new URL(request.url).pathname.slice(1))]?.(request) ?? new Response(),
  },
  ({ port }) => process.send?.(port),
);
