import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, describe, it, mock } from 'node:test';
import { inspect } from 'node:util';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import nodeFetch, { Request as NodeFetchRequest } from 'node-fetch';
import { createTokenHandler, createWebhookHandler, type TokenHandlerOptions } from '../../src/server/index.ts';
import { canaryKey, canarySecret } from './support/canary-key.ts';
import { startFakeAraucaria, type FakeAraucaria } from './support/fake-araucaria.ts';

/** A handler as plain JavaScript can call it: with any value. */
type Handler = (value: unknown) => Promise<Response>;

const address = 'https://shop.example/api/widget-token';
const init = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
  body: '{}',
};

const mint = (options: Partial<TokenHandlerOptions> = {}): Handler =>
  createTokenHandler({
    apiKey: canaryKey,
    authorize: () => true,
    fetch: async () => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }),
    ...options,
  }) as Handler;

const handlers: Record<string, Handler> = {
  createTokenHandler: mint(),
  createWebhookHandler: createWebhookHandler({ secret: canarySecret, onEvent() {} }) as Handler,
};

/** A request with a member that throws when it is read. */
const throwing = (name: string): Request =>
  Object.defineProperty(new Request(address, init), name, {
    get() {
      throw new Error(`No ${name} here.`);
    },
  });

const changed = (members: Record<string, unknown>): object => {
  const request = new Request(address, init);
  for (const [name, value] of Object.entries(members)) Object.defineProperty(request, name, { value });
  return request;
};

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const readBefore = new Request(address, init);
await readBefore.text();

function beingRead(): Request {
  const request = new Request(address, init);
  request.body?.getReader();
  return request;
}

/** The argument that Hono calls a route with. */
let honoContext: unknown;
const hono = new Hono().all('*', (context) => {
  honoContext = context;
  return context.body(null);
});
await hono.request(address, init);

const adapter = /an adapter that makes a Request, such as getRequestListener\(handler\) of @hono\/node-server/;

/** Values that are not requests, and what the error has to say of each. */
const others: [string, () => unknown, RegExp][] = [
  ['nothing', () => undefined, /got undefined\. Call the handler with the request: handler\(request\)/],
  ['null', () => null, /got null\./],
  ['an address', () => address, /got a string\./],
  ['a function', () => handlers, /got a plain object\./],
  ['a list', () => [new Request(address, init)], /got an array\./],
  ['a promise of a request', () => Promise.resolve(new Request(address, init)), /got a promise\./],
  [
    'a plain object',
    () => ({ method: 'POST', url: address, headers: {} }),
    /got a plain object\. A Request has method/,
  ],
  ['an object without a class', () => Object.create(null) as object, /got a plain object\./],
  ['another class', () => new URL(address), /got an URL\./],
  ["a route's event", () => ({ request: new Request(address, init) }), /its member request, which is one/],
  ["Hono's context", () => honoContext, /got a Context\. Call the handler with its member req\.raw, which is one/],
  ['headers in a plain object', () => changed({ headers: init.headers }), /headers with get\(\)/],
  ['a relative address', () => changed({ url: '/api/widget-token' }), /an absolute url/],
  ['no text()', () => changed({ text: undefined }), /text\(\)/],
  ['a body that was read before', () => readBefore, /with an unread body; got one that was read before/],
  ['a body that something else reads', beingRead, /with an unread body; got one that was read before/],
  ['a proxy that was taken back', revoked, /whose members throw when they are read/],
  ...['method', 'url', 'headers', 'signal', 'bodyUsed'].map((name): (typeof others)[number] => [
    `a request whose ${name} throws`,
    () => throwing(name),
    /got one whose members throw when they are read/,
  ]),
];

/** Faults without an error message of their own. */
const hostile: [string, () => unknown][] = [
  ['headers that throw', () => changed({ headers: { get: () => assert.fail('No headers here.') } })],
  [
    'headers that throw what throws in turn',
    () =>
      changed({
        headers: {
          get() {
            throw revoked();
          },
        },
      }),
  ],
];

describe('a value that is not a Request', () => {
  let logged: unknown[][];
  let unhandled: unknown[];
  const record = (reason: unknown): number => unhandled.push(reason);

  before(() => process.on('unhandledRejection', record));
  after(() => process.off('unhandledRejection', record));
  beforeEach(() => {
    logged = [];
    unhandled = [];
    mock.method(console, 'error', (...args: unknown[]) => logged.push(args));
  });
  afterEach(async () => {
    mock.restoreAll();
    await new Promise(setImmediate);
    assert.deepEqual(unhandled, [], 'an unhandled rejection ends the process');
  });

  /** One line in the log, which names none of the host's functions. */
  function assertTold(words: RegExp): void {
    assert.equal(logged.length, 1, inspect(logged));
    assert.match(inspect(logged[0]), words);
    assert.doesNotMatch(inspect(logged[0]), /(?:authorize|onConnectionCreated|onEvent) threw/);
  }

  async function assertRefused(name: string, answer: Response, words: RegExp): Promise<void> {
    assert.equal(answer.status, 500);
    assert.match(answer.headers.get('Content-Type') ?? '', /^application\/problem\+json/);
    const { detail } = (await answer.json()) as { detail: string };
    assert.match(detail, words);
    assertTold(words);
    const [[error]] = logged as [[unknown]];
    assert.ok(error instanceof TypeError, 'the log has a TypeError');
    assert.ok(error.message.startsWith(`${name}: Expected `), error.message);
  }

  for (const [name, handler] of Object.entries(handlers)) {
    for (const [what, make, words] of others) {
      it(`${name}: ${what} is answered 500, and the log names what came and what helps`, async () => {
        await assertRefused(name, await handler(make()), words);
      });
    }

    for (const [what, make] of hostile) {
      it(`${name}: ${what} are answered 500, and the log names none of the host's functions`, async () => {
        assert.equal((await handler(make())).status, 500);
        assertTold(new RegExp(`${name}: failed on a request. None of your functions threw.`));
      });
    }

    it(`${name}: answers although the console throws`, async () => {
      mock.restoreAll();
      mock.method(console, 'error', () => assert.fail('The disk is full.'));
      assert.equal((await handler(undefined)).status, 500);
    });
  }

  it('the log names the host function that threw, whatever it threw', async () => {
    const throwers = { authorize: 'a', onConnectionCreated: 'b' } as const;
    for (const option of Object.keys(throwers)) {
      for (const thrown of [new Error('The database is down.'), undefined, null, revoked()]) {
        logged = [];
        const handler = mint({
          [option]: () => {
            throw thrown;
          },
        });
        assert.equal((await handler(new Request(address, init))).status, 500);
        assert.equal(logged.length, 1);
        assert.equal(logged[0]?.[0], `createTokenHandler: ${option} threw.`);
      }
    }
  });

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
      logged = [];
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

  describe('a request without a signal', () => {
    let araucaria: FakeAraucaria;
    before(async () => {
      araucaria = await startFakeAraucaria();
    });
    after(() => araucaria.close());

    const requests: Record<string, () => unknown> = {
      'of node-fetch': () => new NodeFetchRequest(address, init),
      'whose signal is undefined': () => changed({ signal: undefined }),
      'whose signal is null': () => changed({ signal: null }),
      'whose signal is a string': () => changed({ signal: 'SIGTERM' }),
    };
    for (const [what, make] of Object.entries(requests)) {
      it(`${what} is answered like any other`, async () => {
        assert.equal((await mint()(make())).status, 200);
        assert.deepEqual(logged, []);
      });

      it(`${what} ends with the time-out, and the process goes on`, async () => {
        const handler = mint({ apiUrl: `${araucaria.url}/hang`, fetch, timeout: 20 });
        assert.equal((await handler(make())).status, 504);
      });
    }

    it('is a webhook like any other', async () => {
      const answer = await handlers['createWebhookHandler']?.(new NodeFetchRequest(address, init));
      assert.equal(answer?.status, 400);
      assert.equal(((await answer.json()) as { code: string }).code, 'webhook-unverified');
    });
  });

  describe('a fetch of the host', () => {
    let araucaria: FakeAraucaria;
    before(async () => {
      araucaria = await startFakeAraucaria();
    });
    after(() => araucaria.close());

    const expected = { ok: 200, 'status-409': 502, 'status-429': 429, giant: 502, endless: 502, hang: 504 };
    for (const [behavior, status] of Object.entries(expected)) {
      it(`node-fetch: ${behavior} is answered ${status}, as with the global fetch`, async () => {
        const handler = mint({
          apiUrl: `${araucaria.url}/${behavior}`,
          fetch: nodeFetch as unknown as typeof fetch,
          timeout: behavior === 'hang' ? 200 : 10_000,
        });
        assert.equal((await handler(new Request(address, init))).status, status);
      });
    }

    it('may give an answer without a stream, as test doubles and older polyfills do', async () => {
      const text = '{"widgetToken":"wtk_1","connectionId":"conn_1"}';
      const double = { ok: true, status: 200, headers: new Headers(), text: async () => text };
      const handler = mint({ fetch: async () => double as unknown as Response });
      assert.equal((await handler(new Request(address, init))).status, 200);
    });

    for (const [kind, value] of Object.entries({ undefined, 'a plain object': { widgetToken: 'wtk_1' } })) {
      it(`that gives ${kind} is named in the log`, async () => {
        const handler = mint({ fetch: async () => value as unknown as Response });
        const answer = await handler(new Request(address, init));
        await assertRefused('createTokenHandler', answer, new RegExp(`Expected fetch to give a Response; got ${kind}`));
      });
    }
  });
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
