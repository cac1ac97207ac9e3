import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import {
  createTokenHandler,
  createWebhookHandler,
  verifyWebhook,
  type TokenHandlerOptions,
} from '../../src/server/index.ts';
import { canaryKey, canarySecret } from './support/canary-key.ts';
import { startFakeAraucaria } from './support/fake-araucaria.ts';
import { ask, good, mockFetch, polluted, token, without } from './support/polluted.ts';

/** Node's own `fetch`, which the tests replace. */
const nodeFetch = globalThis.fetch;

const event = {
  type: 'connection.connected',
  timestamp: '2030-01-01T12:00:00.000Z',
  data: { connectionId: 'conn_1', status: 'CONNECTED', institutionId: null },
};

function signed(body: string): Record<string, string> {
  const now = new Date();
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(canarySecret).sign('msg_1', now, body),
  };
}

const deliver = (body: string): Request =>
  new Request('https://shop.example/webhooks', {
    method: 'POST',
    headers: { ...signed(body), 'X-Request-Id': 'delivery-1' },
    body,
  });

describe('a polluted Object.prototype', () => {
  const { asked, answering } = mockFetch();

  describe('adds nothing to a call to Araucaria', () => {
    const members: Record<string, unknown> = {
      attributionReporting: {},
      body: 'evil',
      browsingTopics: true,
      cache: 'force-cache',
      cf: { cacheEverything: true },
      client: {},
      credentials: 'include',
      dispatcher: {},
      duplex: 'half',
      fetcher: {},
      integrity: 'sha256-evil',
      keepalive: true,
      mode: 'no-cors',
      priority: 'low',
      privateToken: {},
      proxy: 'http://evil.example',
      referrer: 'https://evil.example',
      referrerPolicy: 'unsafe-url',
      tls: { rejectUnauthorized: false },
      unix: '/tmp/evil',
      verbose: true,
      window: null,
      'X-Evil': 'evil',
    };
    for (const [name, value] of Object.entries(members)) {
      it(`${name} is not in the options of fetch`, async () => {
        // Read while the prototype is polluted, as `fetch` reads it.
        const seen: unknown[] = [];
        const handler = createTokenHandler({
          ...good,
          fetch: async (_url, init = {}) => {
            seen.push(name in init, name in (init.headers ?? {}), Object.keys(init));
            return new Response(JSON.stringify(token));
          },
        });
        assert.equal((await polluted(name, value, () => handler(ask()))).status, 200);
        const isOwn = name === 'body' || name === 'integrity';
        assert.deepEqual(seen, [isOwn, false, ['method', 'headers', 'redirect', 'body', 'integrity', 'signal']]);
      });
    }

    for (const name of ['body', 'method', 'headers', 'redirect', 'integrity']) {
      it(`${name} is the one of the call, as Node's own fetch sends it`, async () => {
        const araucaria = await startFakeAraucaria();
        try {
          const handler = createTokenHandler({ ...good, apiUrl: `${araucaria.url}/ok`, fetch: nodeFetch });
          const request = ask();
          const value = name === 'headers' ? { 'X-Evil': 'evil' } : 'evil';
          const { status } = await polluted(name, value, () => handler(request));
          // With a polluted `body`, Node's own `Response` can't be read: the attack has no other effect.
          assert.equal(status, name === 'body' ? 502 : 200);
          const [{ method, body, headers } = assert.fail('Araucaria was not called')] = araucaria.calls;
          assert.deepEqual([method, body, headers.authorization], ['POST', '', `Bearer ${canaryKey}`]);
          assert.equal(headers['x-evil'], undefined);
        } finally {
          await araucaria.close();
        }
      });
    }

    for (const name of ['method', 'headers', 'redirect', 'signal']) {
      it(`${name} is the one of the call`, async () => {
        const request = ask();
        const value = name === 'signal' ? AbortSignal.abort() : 'evil';
        await polluted(name, value, () => createTokenHandler(good)(request));
        const [{ init } = assert.fail('fetch was not called')] = asked;
        assert.equal(init.method, 'POST');
        assert.equal(new Headers(init.headers).get('Authorization'), `Bearer ${canaryKey}`);
        assert.equal(init.redirect, 'manual');
        assert.equal(init.signal?.aborted, false);
      });
    }
  });

  describe('adds nothing to an answer', () => {
    const members: Record<string, unknown> = {
      status: 299,
      statusText: 'Evil',
      headers: { 'X-Evil': 'evil' },
      webSocket: {},
      encodeBody: 'manual',
      'X-Evil': 'evil',
      'Access-Control-Allow-Origin': '*',
      'access-control-allow-origin': '*',
      code: 'evil',
      type: 'evil',
      detail: 'evil',
      toJSON: () => ({ evil: true }),
      403: 'evil',
      404: () => 'evil',
      500: 'evil',
      502: 'evil',
      signal: AbortSignal.abort(),
      bodyUsed: true,
    };
    const tokenCases: [string, TokenHandlerOptions][] = [
      ['a token', good],
      ['a refusal', { ...good, authorize: () => false }],
      ['a failure of the host', { ...good, authorize: () => assert.fail('The database is down.') }],
      ['a failure of Araucaria', { ...good, fetch: async () => new Response(null, { status: 500 }) }],
    ];
    for (const [name, value] of Object.entries(members)) {
      it(`${name} is in no answer, and changes none`, async () => {
        for (const [what, options] of tokenCases) {
          const handler = createTokenHandler(options);
          const expected = await seenOf(await handler(ask()));
          const request = ask();
          assert.deepEqual(await seenOf(await polluted(name, value, () => handler(request))), expected, what);
        }
        const hear = createWebhookHandler({ secret: canarySecret, onEvent() {} });
        for (const body of [JSON.stringify(event), 'nonsense']) {
          const expected = await seenOf(await hear(deliver(body)));
          const request = deliver(body);
          assert.deepEqual(await seenOf(await polluted(name, value, () => hear(request))), expected, body);
        }
      });
    }

    it('a request without a signal is not aborted by a polluted one', async () => {
      const request = Object.setPrototypeOf(
        { method: 'POST', url: ask().url, headers: ask().headers, text: async () => '{}', arrayBuffer() {} },
        Object.prototype,
      ) as Request;
      const answer = await polluted('signal', AbortSignal.abort(), () => createTokenHandler(good)(request));
      assert.equal(answer.status, 200);
    });
  });

  describe('adds nothing to data from outside', () => {
    it('connectionId is not in the body of a request', async () => {
      const seen: unknown[] = [];
      const handler = createTokenHandler({
        ...good,
        authorize: (_request, { connectionId }) => !seen.push(connectionId),
      });
      await polluted('connectionId', 'conn_victim', () => handler(ask()));
      assert.deepEqual(seen, [null]);
    });

    for (const name of ['widgetToken', 'connectionId']) {
      it(`${name} is not in the answer of Araucaria`, async () => {
        const handler = createTokenHandler({ ...good, fetch: answering(without(token, name)) });
        assert.equal((await polluted(name, 'evil', () => handler(ask()))).status, 502);
      });
    }

    const eventMembers = { type: event.type, timestamp: event.timestamp, data: event.data, ...event.data };
    for (const [name, value] of Object.entries(eventMembers)) {
      it(`${name} is not in a webhook`, async () => {
        const body = JSON.stringify({
          ...without(event, name),
          ...(name !== 'data' && { data: without(event.data, name) }),
        });
        const headers = signed(body);
        await polluted(name, value, () =>
          assert.throws(() => verifyWebhook(body, headers, canarySecret), { code: 'webhook-invalid' }),
        );
      });
    }

    it('a type of webhook is not known', async () => {
      const body = JSON.stringify({ ...event, type: 'evil', data: { ...event.data, status: 'EVIL' } });
      const headers = signed(body);
      assert.equal(await polluted('evil', 'EVIL', () => verifyWebhook(body, headers, canarySecret)), null);
    });

    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      it(`the header ${name} is not in an object`, async () => {
        const body = JSON.stringify(event);
        const headers = signed(body);
        await polluted(name, headers[name], () =>
          assert.throws(() => verifyWebhook(body, without(headers, name) as Record<string, string>, canarySecret), {
            code: 'webhook-unverified',
          }),
        );
      });
    }

    it('headers have no method get', async () => {
      const body = JSON.stringify(event);
      const headers = signed(body);
      assert.ok(
        await polluted(
          'get',
          () => 'evil',
          () => verifyWebhook(body, headers, canarySecret),
        ),
      );
      const forged = { ...headers, 'webhook-id': 'msg_2' };
      await polluted(
        'get',
        (name: string) => headers[name],
        () => assert.throws(() => verifyWebhook(body, forged, canarySecret), { code: 'webhook-unverified' }),
      );
    });
  });
});

async function seenOf(answer: Response): Promise<unknown> {
  const { status, statusText, headers } = answer;
  return { status, statusText, headers: [...headers], text: await answer.text() };
}
