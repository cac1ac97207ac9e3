import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook, WebhookError } from '../../src/server/index.ts';
import { canarySecret } from './support/canary-key.ts';
import { body, headers, sentAt } from './support/signed-webhook.ts';

const verify = (): unknown => verifyWebhook(body, headers, canarySecret);

describe('verifyWebhook', () => {
  it("accepts Node's headers and any `Headers`, and returns the documented members", () => {
    const own = new Headers(headers);
    // `Headers` of a polyfill or of another realm are instances of another class.
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
    it(`${isNear ? 'accepts' : 'refuses'} a webhook whose sender's clock is ${seconds} s off`, ({ mock }) => {
      mock.timers.enable({ apis: ['Date'], now: sentAt.getTime() - seconds * 1000 });
      if (isNear) assert.ok(verify());
      else assert.throws(verify, { code: 'webhook-unverified', message: /timestamp too (old|new)/ });
    });
  }

  const bytes = new TextEncoder().encode(body);
  const bodies: Record<string, Uint8Array> = {
    'a Uint8Array': bytes,
    'a Buffer': Buffer.from(body),
    'a Buffer in a larger one': Buffer.from(`{}${body}{}`).subarray(2, -2),
    'a Uint8Array of another realm, as in Jest': runInNewContext('new Uint8Array(bytes)', { bytes }) as Uint8Array,
  };
  for (const [what, given] of Object.entries(bodies)) {
    it(`accepts ${what} as the body`, () => assert.ok(verifyWebhook(given, headers, canarySecret)));
  }

  const noBodies: [string, unknown][] = [
    ['undefined', undefined],
    ['null', null],
    ['a plain object', JSON.parse(body)],
    ['an array', []],
    ['a number', 7],
    ['a promise', Promise.resolve(body)],
    ['a Request', new Request('https://shop.example', { method: 'POST', body })],
    ['a ReadableStream', new Response(body).body],
    ['a String', Object(body)],
  ];
  for (const [what, given] of noBodies) {
    it(`says that the body has to be as it came, of ${what}, and not that the signature is wrong`, () => {
      assert.throws(
        () => verifyWebhook(given as string, headers, canarySecret),
        (error: Error) => {
          assert.ok(error instanceof TypeError);
          assert.ok(error.message.includes(`exactly as they came, since the signature covers them; got ${what}.`));
          assert.match(error.message, /before any JSON body parser/);
          assert.doesNotMatch(error.message, /conn_1|secret|signed/);
          return true;
        },
      );
    });
  }

  const mark = '\ufeff';
  it('refuses a byte-order mark that was put before what was signed', () => {
    for (const given of [mark + body, new TextEncoder().encode(mark + body)]) {
      assert.throws(() => verifyWebhook(given, headers, canarySecret), { code: 'webhook-unverified' });
    }
  });

  it('refuses a signed byte-order mark as no JSON', () => {
    const marked = mark + body;
    const own = { ...headers, 'webhook-signature': new Webhook(canarySecret).sign('msg_1', sentAt, marked) };
    for (const given of [marked, new TextEncoder().encode(marked)]) {
      assert.throws(() => verifyWebhook(given, own, canarySecret), { code: 'webhook-invalid' });
    }
  });

  it('refuses what is no UTF-8, although it reads as what was signed', () => {
    const replaced = body.replace('not yours', '\ufffd');
    const own = { ...headers, 'webhook-signature': new Webhook(canarySecret).sign('msg_1', sentAt, replaced) };
    assert.ok(verifyWebhook(replaced, own, canarySecret));
    const broken = Buffer.from(replaced).toString('latin1').replace('\u00ef\u00bf\u00bd', '\u00ff');
    for (const given of [replaced.replace('\ufffd', '\ud800'), Buffer.from(broken, 'latin1')]) {
      assert.throws(() => verifyWebhook(given, own, canarySecret), { code: 'webhook-unverified' });
    }
  });

  const wrongMembers: [string, string, string][] = [
    ['a time without a zone', '2030-01-01T12:00:00.000Z', '2030-01-01T12:00:00'],
    ['a time in words', '2030-01-01T12:00:00.000Z', 'Jan 1 2030'],
    ['a number for a time', '2030-01-01T12:00:00.000Z', '1'],
    ['a time that does not exist', '2030-01-01T12:00:00.000Z', '2030-13-01T12:00:00Z'],
    ['an API key for an id', 'conn_1', 'arau_live_1'],
    ['a path for an institution', 'null,"internal":"not yours"', '"../admin"'],
    ['an API key for an institution', 'null,"internal":"not yours"', '"arau_live_1"'],
  ];
  for (const [what, from, to] of wrongMembers) {
    it(`refuses ${what}, signed or not`, () => {
      const changed = body.replace(from, to);
      assert.notEqual(changed, body);
      const own = { ...headers, 'webhook-signature': new Webhook(canarySecret).sign('msg_1', sentAt, changed) };
      assert.throws(() => verifyWebhook(changed, own, canarySecret), { code: 'webhook-invalid' });
    });
  }

  it('throws errors of one class, which quote neither body nor secret', () => {
    const wrong = [
      () => verifyWebhook(`${body} `, headers, canarySecret),
      () => verifyWebhook(body, { ...headers, 'webhook-signature': ['v1,a', 'v1,b'] }, canarySecret),
      () => verifyWebhook(body, { ...headers, 'webhook-signature': 'v1,conn_1' }, canarySecret),
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
