import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { Hono } from 'hono';
import { Request as NodeFetchRequest } from 'node-fetch';
import { startFakeAraucaria, type FakeAraucaria } from './support/fake-araucaria.ts';
import { address, changed, handlers, init, mint, recordLog } from './support/strange-requests.ts';

/** A request with a member that throws when it is read. */
const throwing = (name: string): Request =>
  Object.defineProperty(new Request(address, init), name, {
    get() {
      throw new Error(`No ${name} here.`);
    },
  });

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
  const { logged, assertTold, assertRefused } = recordLog();

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
        logged.length = 0;
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
});
