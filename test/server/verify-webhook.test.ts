import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { Webhook } from 'standardwebhooks';
import {
  createWebhookHandler,
  verifyWebhook,
  WebhookError,
  type WebhookHandlerOptions,
} from '../../src/server/index.ts';
import { canarySecret } from './support/canary-key.ts';

const body = JSON.stringify({
  type: 'connection.connected',
  timestamp: '2030-01-01T12:00:00.000Z',
  data: { connectionId: 'conn_1', status: 'CONNECTED', institutionId: null, internal: 'not yours' },
});
const sentAt = new Date();
const headers = {
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
  'webhook-signature': new Webhook(canarySecret).sign('msg_1', sentAt, body),
};

const verify = (): unknown => verifyWebhook(body, headers, canarySecret);

describe('verifyWebhook', () => {
  it("reads an event from Node's headers as from anyone's `Headers`, and passes on what is documented", () => {
    const own = new Headers(headers);
    // Those of a polyfill, or of another realm, are instances of nothing known here.
    const foreign = { get: (name: string) => own.get(name) };
    for (const given of [headers, own, foreign]) {
      assert.deepEqual(verifyWebhook(body, given, canarySecret), {
        type: 'connection.connected',
        timestamp: '2030-01-01T12:00:00.000Z',
        data: { connectionId: 'conn_1', status: 'CONNECTED', institutionId: null },
      });
    }
  });

  for (const seconds of [-302, -298, 298, 302]) {
    const isNear = Math.abs(seconds) < 300;
    it(`sandbox 13: ${isNear ? 'takes' : 'refuses'} a webhook whose sender's clock is ${seconds} s off`, ({ mock }) => {
      mock.timers.enable({ apis: ['Date'], now: sentAt.getTime() - seconds * 1000 });
      if (isNear) assert.ok(verify());
      else assert.throws(verify, { code: 'webhook-unverified', message: /timestamp too (old|new)/ });
    });
  }

  it('throws one class of error, which quotes neither body nor secret', () => {
    const wrong = [
      () => verifyWebhook(`${body} `, headers, canarySecret),
      () => verifyWebhook(body, { ...headers, 'webhook-signature': ['v1,a', 'v1,b'] }, canarySecret),
      () => verifyWebhook(body, {}, canarySecret),
    ];
    for (const call of wrong) {
      assert.throws(call, (error: unknown) => {
        assert.ok(error instanceof WebhookError);
        assert.equal(error.code, 'webhook-unverified');
        assert.doesNotMatch(inspect(error), /conn_1|Y2FuYXJ5/);
        return true;
      });
    }
  });
});

describe('createWebhookHandler', () => {
  const secrets = [
    undefined,
    null,
    '',
    [],
    'whsec_',
    'Y2FuYXJ5',
    'whsec_c2hvcnQ=',
    `${canarySecret}\n`,
    [canarySecret, ''],
  ];
  for (const secret of secrets) {
    it(`refuses the secret ${inspect(secret).slice(0, 20)} without repeating it`, () => {
      const options = { secret, onEvent() {} } as WebhookHandlerOptions;
      assert.throws(() => createWebhookHandler(options), {
        name: 'TypeError',
        message: 'Expected secret to be whsec_… with the base64 of 24 bytes or more, or a list of such.',
      });
    });
  }

  it('calls onEvent anew when a call has not settled for a minute, whatever becomes of that call', async ({ mock }) => {
    mock.timers.enable({ apis: ['Date'], now: sentAt });
    const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    let calls = 0;
    const handle = createWebhookHandler({
      secret: canarySecret,
      onEvent() {
        begun[calls]?.resolve();
        return ends[calls++]?.promise;
      },
    });
    const deliver = async (): Promise<number> =>
      (await handle(new Request('https://shop.example/webhooks', { method: 'POST', headers, body }))).status;
    mock.method(console, 'error', () => {});

    const first = deliver();
    await begun[0].promise;
    mock.timers.tick(59_999);
    assert.equal(await deliver(), 503);
    mock.timers.tick(1);
    const second = deliver();
    assert.equal(await Promise.race([begun[1].promise, second]), undefined, 'answered without a call');
    assert.equal(await deliver(), 503, 'the second call goes on');
    ends[0].reject(new Error('The connection to the database is gone.'));
    assert.equal(await first, 500);
    assert.equal(await deliver(), 503, 'and still does');
    ends[1].resolve();
    assert.equal(await second, 204);
    assert.equal(await deliver(), 204);
    assert.equal(calls, 2);
  });

  it('names onEvent when it is no function', () => {
    const options = { secret: canarySecret } as WebhookHandlerOptions;
    assert.throws(() => createWebhookHandler(options), /expected onEvent to be a function/);
  });
});
