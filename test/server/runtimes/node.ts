// The handlers under test on Node, behind a socket: `node test/server/runtimes/node.ts <Araucaria's address>`.
import { serve } from '@hono/node-server';
import { handlersUnderTest } from '../support/handlers-under-test.ts';

serve({ hostname: '127.0.0.1', port: 0, fetch: handlersUnderTest(process.argv[2] ?? '') }, ({ port }) =>
  console.log(`listening on ${port}`),
);
