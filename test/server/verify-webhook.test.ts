import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { Headers as NodeFetchHeaders } from 'node-fetch';
import { Webhook } from 'standardwebhooks';
import {
  createWebhookHandler,
  verifyWebhook,
  WebhookError,
  type WebhookHandlerOptions,
  type WebhookHeaders,
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

/** The alphabet of base64, in order. */
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

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

  const titled = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace(/(?:^|-)./g, (start) => start.toUpperCase()), value]),
  );
  const shapes: Record<string, WebhookHeaders> = {
    'in title case, as API Gateway keeps them': titled,
    'in capitals': Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value])),
    'each in a list of one': Object.fromEntries(Object.entries(titled).map(([name, value]) => [name, [value]])),
    'among others, some of them not there': { ...headers, 'Webhook-Id': undefined, get: 'it', Cookie: ['a', 'b'] },
    'without a prototype': Object.assign(Object.create(null) as object, headers),
    'of another realm': runInNewContext(
      `class Headers {
        #all;
        constructor(all) { this.#all = all; }
        get(name) { return this.#all[name.toLowerCase()] ?? null; }
      }
      new Headers(all)`,
      { all: headers },
    ) as Headers,
    'of node-fetch': new NodeFetchHeaders(headers),
  };
  for (const [what, given] of Object.entries(shapes)) {
    it(`finds headers ${what}`, () => assert.ok(verifyWebhook(body, given, canarySecret)));
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

  for (const given of [undefined, null, 'webhook-id: msg_1', [['webhook-id', 'msg_1']]]) {
    it(`names what headers can be, for ${inspect(given)}`, () => {
      assert.throws(() => verifyWebhook(body, given as never, canarySecret), {
        name: 'TypeError',
        message: /Expected headers to be Headers, or an object of names and values; got /,
      });
    });
  }

  const seconds = headers['webhook-timestamp'];
  const signature = headers['webhook-signature'];
  const malformed: Record<string, unknown[]> = {
    'webhook-timestamp': [
      `${seconds}junk`,
      `${seconds} `,
      ` ${seconds}`,
      `${seconds}\n`,
      `+${seconds}`,
      `0${seconds}`,
      `${seconds}.0`,
      `${seconds}.5`,
      `${Number(seconds) / 1e9}e9`,
      `0x${Number(seconds).toString(16)}`,
      `${seconds}, ${seconds}`,
      `${seconds}000`,
      `-${seconds}`,
      Number(seconds),
      'NaN',
      '0',
      '',
    ],
    'webhook-signature': [
      `${signature},junk`,
      `${signature},`,
      ` ${signature}`,
      `${signature} `,
      `${signature}\n`,
      `${signature}  v1,AAAA`,
      `v1,AAAA\t${signature}`,
      `v1,AAAA, ${signature}`,
      `v1,AAAA,${signature}`,
      `v1,AAAA;${signature}`,
      `v1, ${signature.slice(3)}`,
      signature.replace('v1', 'V1'),
      signature.replace('v1', 'v1a'),
      signature.replace('v1', 'v2'),
      signature.replace('v1', 'v01'),
      signature.replace('v1,', 'v1='),
      signature.slice(3),
      signature.replace(/=$/, ''),
      `${signature}=`,
      // The same bytes in base64 with other unused bits.
      signature.replace(/(.)=$/, (_all, last: string) => `${base64[base64.indexOf(last) + 1]}=`),
      'v1',
      'v1,',
      '',
    ],
    'webhook-id': ['', ' msg_1', 'msg_1 ', 'msg_1\n', 'msg_1, msg_1', 'msg\u00e9', 'm'.repeat(257), ['msg_1', 'msg_1']],
  };
  for (const [name, values] of Object.entries(malformed)) {
    it(`refuses every other spelling of ${name}, although a lenient parser would accept it`, () => {
      for (const value of values) {
        assert.throws(
          () => verifyWebhook(body, { ...headers, [name]: value }, canarySecret),
          { code: 'webhook-unverified' },
          inspect(value),
        );
      }
    });
  }

  it('refuses an id with a full stop, which makes the signed text ambiguous', () => {
    const id = `msg_1.${seconds}`;
    const dotted = {
      ...headers,
      'webhook-id': id,
      'webhook-signature': new Webhook(canarySecret).sign(id, sentAt, body),
    };
    assert.throws(() => verifyWebhook(body, dotted, canarySecret), {
      code: 'webhook-unverified',
      message: /malformed/,
    });
  });

  it('refuses a header that comes in two spellings', () => {
    assert.throws(() => verifyWebhook(body, { ...headers, ...titled }, canarySecret), {
      code: 'webhook-unverified',
      message: /webhook-id comes more than once/,
    });
  });

  it('says which header is missing', () => {
    for (const name of Object.keys(headers)) {
      assert.throws(() => verifyWebhook(body, { ...headers, [name]: undefined }, canarySecret), {
        code: 'webhook-unverified',
        message: `Expected a webhook that is signed with your secret: there is no ${name}.`,
      });
    }
  });

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

  it('calls onEvent again if a call has not settled within a minute, even if that call settles later', async ({
    mock,
  }) => {
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

  it('names onEvent if it is not a function', () => {
    const options = { secret: canarySecret } as WebhookHandlerOptions;
    assert.throws(() => createWebhookHandler(options), /expected onEvent to be a function/);
  });
});
