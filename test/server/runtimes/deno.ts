// The handlers under test on Deno: `deno run --allow-net test/server/runtimes/deno.ts <Araucaria's address>`.
import { handlersUnderTest } from '../support/handlers-under-test.ts';

declare const Deno: {
  args: string[];
  serve(options: object, handler: (request: Request) => Promise<Response>): void;
};

Deno.serve(
  { hostname: '127.0.0.1', port: 0, onListen: ({ port }: { port: number }) => console.log(`listening on ${port}`) },
  handlersUnderTest(Deno.args[0] ?? ''),
);
