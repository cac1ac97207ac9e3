import 'reflect-metadata';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { bodyParser } from '@koa/bodyparser';
import { Router } from '@koa/router';
import { All, Controller, Module, Req, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express from 'express';
// @ts-expect-error -- Without types of its own: those of Express 5 serve.
import express4 from 'express4';
import fastify from 'fastify';
import Koa from 'koa';
import { toNodeHandler } from '../../src/server/node/index.ts';
import { createTokenHandler, createWebhookHandler } from '../../src/server/index.ts';
import { canaryKey, canarySecret } from './support/canary-key.ts';
import { body, headers } from './support/signed-webhook.ts';

type Routes = Record<'token' | 'webhook', (...args: unknown[]) => Promise<void>>;

/** A host, with the users that its `authorize` saw and the webhooks that it acted on. */
type Host = { routes: Routes; users: unknown[]; events: unknown[] };

/** `userOf`: reads the user from what the framework calls a route with. */
function host(userOf: (context: never) => unknown = () => undefined): Host {
  const users: unknown[] = [];
  const events: unknown[] = [];
  const token = createTokenHandler<never>({
    apiKey: canaryKey,
    authorize(_request, { context }) {
      users.push(userOf(context));
      return true;
    },
    fetch: async () => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }),
  });
  const webhook = createWebhookHandler({ secret: canarySecret, onEvent: (event) => void events.push(event) });
  return { routes: { token: toNodeHandler(token), webhook: toNodeHandler(webhook) }, users, events };
}

async function started(t: TestContext, server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves a listener, which may be asynchronous. */
const serving = (t: TestContext, listener: (request: IncomingMessage, response: ServerResponse) => unknown) =>
  started(
    t,
    createServer((request, response) => void listener(request, response)),
  );

/** Asks for a token below `/api/token`, and delivers a webhook to `/webhooks`. */
async function assertBoth(origin: string, { users, events }: Host, user?: string): Promise<void> {
  const answer = await fetch(`${origin}/api/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
    body: '{"connectionId":null}',
  });
  assert.deepEqual(await answer.json(), { widgetToken: 'wtk_1', connectionId: 'conn_1' });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('Cache-Control'), 'no-store');
  assert.deepEqual(users, [user]);
  const delivery = await fetch(`${origin}/webhooks`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  });
  assert.equal(delivery.status, 204, await delivery.text());
  assert.equal(events.length, 1);
}

/** A JSON parser that keeps the bytes, as express' own and body-parser can. */
const keepingBytes = express.json({ verify: (request, _response, rawBody) => Object.assign(request, { rawBody }) });

/** Express mounts the token route below a router, which cuts its path. */
function expressApp({ routes }: Host, create: typeof express, parser: express.RequestHandler): express.Express {
  const app = create();
  app.use(parser);
  app.use((request, _response, next) => {
    Object.assign(request, { user: 'ana' });
    next();
  });
  const router = create.Router();
  router.all('/token', routes.token);
  app.use('/api', router);
  app.all('/webhooks', routes.webhook);
  return app;
}

describe('toNodeHandler', () => {
  it("is a listener of Node's http", async (t) => {
    const shop = host((context: IncomingMessage) => context.headers['user-agent']);
    const listener = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
      shop.routes[request.url === '/webhooks' ? 'webhook' : 'token'](request, response);
    await assertBoth(await serving(t, listener), shop, 'node');
  });

  for (const [version, create] of [
    [4, express4 as unknown as typeof express],
    [5, express],
  ] as const) {
    for (const [when, parser] of [
      ['before a parser', express.raw({ type: 'nothing' })],
      ['after a parser of JSON that keeps the bytes', keepingBytes],
      ['after a parser of bytes', express.raw({ type: () => true })],
      ['after a parser of text', express.text({ type: () => true })],
    ] as const) {
      it(`is a route of Express ${version}, ${when}`, async (t) => {
        const shop = host(({ user }: { user: string }) => user);
        await assertBoth(await serving(t, expressApp(shop, create, parser)), shop, 'ana');
      });
    }
  }

  it('is a route of Fastify, with the bytes of a webhook kept', async (t) => {
    const shop = host(({ user }: { user: string }) => user);
    const app = fastify();
    app.decorateRequest('user', '');
    app.addHook('preHandler', async (request) => void Object.assign(request, { user: 'ana' }));
    app.post('/api/token', shop.routes.token);
    await app.register(async (webhooks) => {
      webhooks.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) =>
        done(null, bytes),
      );
      webhooks.post('/webhooks', shop.routes.webhook);
    });
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    t.after(() => app.close());
    await assertBoth(origin, shop, 'ana');
  });

  for (const when of ['before', 'after'] as const) {
    it(`is a route of Koa, ${when} a parser`, async (t) => {
      const shop = host(({ state }: { state: { user: string } }) => state.user);
      const app = new Koa();
      if (when === 'after') app.use(bodyParser());
      app.use(async (context, next) => {
        context.state['user'] = 'ana';
        await next();
      });
      const router = new Router();
      router.all('/api/token', shop.routes.token);
      router.all('/webhooks', shop.routes.webhook);
      app.use(router.routes());
      await assertBoth(await serving(t, app.callback()), shop, 'ana');
    });
  }

  it('is a route of Nest, which keeps the bytes by rawBody', async (t) => {
    const shop = host(({ user }: { user: string }) => user);
    // As its decorators do.
    class Connect {
      webhook(request: unknown, response: unknown): Promise<void> {
        return shop.routes.webhook(request, response);
      }
      mint(request: unknown, response: unknown): Promise<void> {
        return shop.routes.token(Object.assign(request as object, { user: 'ana' }), response);
      }
    }
    for (const [path, name] of [
      ['api/token', 'mint'],
      ['webhooks', 'webhook'],
    ] as const) {
      const descriptor = Object.getOwnPropertyDescriptor(Connect.prototype, name)!;
      All(path)(Connect.prototype, name, descriptor);
      Req()(Connect.prototype, name, 0);
      Res()(Connect.prototype, name, 1);
    }
    Controller()(Connect);
    class Shop {
      readonly name = 'shop';
    }
    Module({ controllers: [Connect] })(Shop);
    const app = await NestFactory.create(Shop, { rawBody: true, logger: false });
    t.after(() => app.close());
    await app.listen(0, '127.0.0.1');
    const { port } = (app.getHttpServer() as Server).address() as AddressInfo;
    await assertBoth(`http://127.0.0.1:${port}`, shop, 'ana');
  });

  it('is a listener of HTTP/2', async (t) => {
    const shop = host();
    const origin = await started(
      t,
      createHttp2Server((request, response) => void shop.routes.token(request, response)),
    );
    const session = connectHttp2(origin);
    t.after(() => session.close());
    const stream = session.request({
      ':method': 'POST',
      ':path': '/api/token',
      'content-type': 'application/json',
      // Compared with the address of the request.
      origin,
    });
    stream.end('{}');
    const [answer] = (await once(stream, 'response')) as [Record<string, unknown>];
    assert.equal(answer[':status'], 200);
    stream.resume();
  });

  it('says how to keep the bytes of a webhook that a parser did not keep', async (t) => {
    const log = t.mock.method(console, 'error', () => {});
    const shop = host();
    const origin = await serving(t, expressApp(shop, express, express.json()));
    const answer = await fetch(`${origin}/webhooks`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body,
    });
    assert.equal(answer.status, 500);
    const help = /Mount this route before the parser, or keep the bytes as req\.rawBody/;
    assert.match(((await answer.json()) as { detail: string }).detail, help);
    assert.match(String(log.mock.calls[0]?.arguments[0]), help);
  });

  it('says what it is for when it is called with something else', async () => {
    const { token } = host().routes;
    for (const args of [[], [{}], [new Request('https://shop.example/'), {}], [null, null]]) {
      await assert.rejects(token(...args), /expected a request and a response of Node/);
    }
    assert.throws(() => toNodeHandler(undefined as never), /expected a handler, which is a function/);
  });

  it('ends the call of Araucaria when the visitor goes away', async (t) => {
    const aborted = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    t.mock.method(console, 'error', () => {});
    const token = toNodeHandler(
      createTokenHandler({
        apiKey: canaryKey,
        authorize: () => true,
        fetch(_url, init) {
          init?.signal?.addEventListener('abort', () => aborted.resolve());
          asked.resolve();
          return new Promise(() => {});
        },
      }),
    );
    const origin = await serving(t, token);
    const visitor = httpRequest(origin, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', 'Content-Length': '2' },
    });
    visitor.once('error', () => {});
    visitor.end('{}');
    await asked.promise;
    visitor.destroy();
    await aborted.promise;
  });

  it('gives authorize a whole Request', async (t) => {
    const seen: unknown[] = [];
    const token = toNodeHandler(
      createTokenHandler({
        apiKey: canaryKey,
        authorize(request) {
          const { method, url, mode, bodyUsed } = request;
          seen.push(request instanceof Request, method, new URL(url).pathname, mode, bodyUsed);
          seen.push(request.clone().headers.get('cookie'));
          return false;
        },
      }),
    );
    t.mock.method(console, 'error', () => {});
    const origin = await serving(t, token);
    await fetch(`${origin}//api/token?a=b`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Cookie: 'session=ana' },
      body: '{}',
    });
    assert.deepEqual(seen, [true, 'POST', '/api/token', 'cors', true, 'session=ana']);
  });
});
