import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { Headers as NodeFetchHeaders } from 'node-fetch';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook, type WebhookHeaders } from '../../src/server/index.ts';
import { canarySecret } from './support/canary-key.ts';
import { body, headers, sentAt } from './support/signed-webhook.ts';

/** The alphabet of base64, in order. */
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

describe('verifyWebhook', () => {
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
});
