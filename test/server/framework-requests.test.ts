import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { handlers, init, mint, recordLog, type Handler } from './support/strange-requests.ts';

const adapter = /a route that makes a Request: toNodeHandler\(handler\) of araucaria-connect\/node/;

describe('a value that is not a Request', () => {
  const { logged, assertRefused } = recordLog();

  it("a request of Node's http is recognized", async () => {
    await using host = await serving(answeringWith((request) => mint()(request)));
    const answer = await fetch(host.url, init);
    await assertRefused('createTokenHandler', answer, /got an IncomingMessage of Node\./);
    assert.match(inspect(logged), adapter);
  });

  it("Express' own request is recognized", async () => {
    const app = express();
    for (const [name, handler] of Object.entries(handlers)) {
      app.all(`/${name}`, async (request, response) => {
        const answer = await handler(request);
        response
          .status(answer.status)
          .set(Object.fromEntries(answer.headers))
          .send(await answer.text());
      });
    }
    await using host = await serving(app);
    for (const name of Object.keys(handlers)) {
      logged.length = 0;
      await assertRefused(name, await fetch(`${host.url}/${name}`, init), /got an IncomingMessage of Node\./);
      assert.match(inspect(logged), adapter);
    }
  });

  it("Fastify's own request is recognized", async () => {
    await using app = fastify();
    app.all('/', async (request, reply) => {
      const answer = await mint()(request);
      return reply
        .code(answer.status)
        .headers(Object.fromEntries(answer.headers))
        .send(await answer.text());
    });
    const answer = await fetch(await app.listen({ host: '127.0.0.1', port: 0 }), init);
    await assertRefused('createTokenHandler', answer, adapter);
  });

  for (const [name, handler] of Object.entries(handlers)) {
    it(`${name}: a body that Express' JSON parser has read is recognized, behind an adapter`, async () => {
      const app = express().use(express.json()).all('/', getRequestListener(handler));
      await using host = await serving(app);
      await assertRefused(name, await fetch(host.url, init), /Call the handler before any body parser/);
    });
  }
});

function answeringWith(handler: Handler): RequestListener {
  return (request, response) => {
    void (async () => {
      const answer = await handler(request);
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    })();
  };
}

async function serving(listener: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
