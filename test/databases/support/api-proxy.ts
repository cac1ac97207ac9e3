import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The API, with answers that the test can hold. */
export type ApiProxy = AsyncDisposable & {
  url: string;
  /** Holds the next answer. `held`: the API has given it, and it is now held. */
  holdAnswer(): { held: Promise<void>; release(): void };
};

type Hold = { held: PromiseWithResolvers<void>; released: PromiseWithResolvers<void> };

export async function startApiProxy(apiUrl: string): Promise<ApiProxy> {
  let next: Hold | null = null;
  const server = createServer((request, response) => {
    void (async () => {
      const hold = next;
      next = null;
      const { method = 'GET', headers, url = '' } = request;
      const body = await buffer(request);
      const answer = await fetch(apiUrl + url, {
        method,
        headers: { Authorization: headers.authorization ?? '', 'Content-Type': 'application/json' },
        ...(body.length > 0 && { body }),
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      hold?.held.resolve();
      await hold?.released.promise;
      response.writeHead(answer.status, { 'Content-Type': answer.headers.get('Content-Type') ?? '' }).end(bytes);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holdAnswer() {
      const hold = { held: Promise.withResolvers<void>(), released: Promise.withResolvers<void>() };
      next = hold;
      return {
        held: hold.held.promise,
        release() {
          if (next === hold) next = null;
          hold.released.resolve();
        },
      };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
