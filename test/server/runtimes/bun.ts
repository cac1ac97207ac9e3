// The handlers under test on Bun: `bun test/server/runtimes/bun.ts <Araucaria's address>`.
import { handlersUnderTest } from '../support/handlers-under-test.ts';

declare const Bun: {
  argv: string[];
  serve(options: object): { port: number };
};

const { port } = Bun.serve({ hostname: '127.0.0.1', port: 0, fetch: handlersUnderTest(Bun.argv[2] ?? '') });
console.log(`listening on ${port}`);
