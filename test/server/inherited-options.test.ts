import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import {
  createTokenHandler,
  createWebhookHandler,
  type TokenHandlerOptions,
  type WebhookHandlerOptions,
} from '../../src/server/index.ts';
import { canaryKey, canarySecret } from './support/canary-key.ts';
import { ask, good, mockFetch, polluted, token, without } from './support/polluted.ts';

describe('a polluted Object.prototype', () => {
  const { asked } = mockFetch();

  describe('adds no option to createTokenHandler', () => {
    for (const name of ['apiKey', 'authorize']) {
      it(`${name} is still missing`, async () => {
        for (const value of ['arau_evil', () => true]) {
          await polluted(name, value, () =>
            assert.throws(() => createTokenHandler(without(good, name) as TokenHandlerOptions), {
              name: 'TypeError',
              message: new RegExp(`expected ${name} to be .*; got undefined`),
            }),
          );
        }
      });
    }

    const evil = mock.fn(async (): Promise<Response> => new Response(JSON.stringify(token)));
    const optional: Record<string, unknown[]> = {
      apiUrl: ['https://evil.example', 7],
      fetch: [evil, 7],
      allowedOrigins: [['https://evil.example'], 7],
      allowedHeaders: [['Authorization'], 7],
      timeout: [1, 'soon'],
      onConnectionCreated: [evil, 7],
    };
    for (const [name, values] of Object.entries(optional)) {
      it(`${name} is the default`, async () => {
        for (const value of values) {
          await polluted(name, value, async () => {
            const handler = createTokenHandler(good);
            assert.equal((await handler(ask())).status, 200);
            const foreign = await handler(ask({ 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }));
            assert.equal(foreign.status, 403);
            assert.equal(foreign.headers.get('Access-Control-Allow-Origin'), null);
          });
        }
        assert.deepEqual(
          asked.map(({ url }) => url),
          ['https://api.araucaria.money/v1/connections', 'https://api.araucaria.money/v1/connections'],
        );
        assert.equal(evil.mock.callCount(), 0);
      });
    }
  });

  describe('adds no option to createWebhookHandler', () => {
    for (const [name, value] of Object.entries({ secret: canarySecret, onEvent: () => {} })) {
      it(`${name} is still missing`, async () => {
        const options = without({ secret: canarySecret, onEvent() {} }, name) as WebhookHandlerOptions;
        await polluted(name, value, () => assert.throws(() => createWebhookHandler(options), TypeError));
      });
    }
  });
});

describe('options that are not own properties', () => {
  class Settings {
    apiKey = canaryKey;
    get timeout(): number {
      return 5_000;
    }
    authorize(): boolean {
      return true;
    }
  }

  it('are refused by name: getters and methods of a class would be ignored without a word', () => {
    assert.throws(() => createTokenHandler(new Settings()), {
      name: 'TypeError',
      message: /expected authorize to be a property of the options object itself; got one that it inherits/,
    });
    const settings = Object.assign(new Settings(), { authorize: () => true });
    assert.throws(() => createTokenHandler(settings), /expected timeout to be a property of the options object itself/);
  });

  it('are refused if they are inherited from another object', () => {
    const options = Object.create({ secret: canarySecret }, { onEvent: { value() {} } }) as WebhookHandlerOptions;
    assert.throws(() => createWebhookHandler(options), /createWebhookHandler: expected secret to be a property of/);
  });

  it('are the only ones refused: own properties of an instance, of an object without a prototype, and own getters are accepted', () => {
    class Own {
      apiKey = canaryKey;
      authorize = (): boolean => true;
    }
    createTokenHandler(new Own());
    createTokenHandler(Object.assign(Object.create(null) as object, good));
    createTokenHandler({
      ...good,
      get apiKey() {
        return canaryKey;
      },
    });
  });

  for (const options of [undefined, null, 'arau_key', 7]) {
    it(`${options === null ? 'null' : typeof options} is refused in place of an object of options`, () => {
      assert.throws(
        () => createTokenHandler(options as never),
        /createTokenHandler: expected an object of options; got/,
      );
      assert.throws(
        () => createWebhookHandler(options as never),
        /createWebhookHandler: expected an object of options/,
      );
    });
  }
});
