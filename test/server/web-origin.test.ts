import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { isOrigin } from '../../src/shared/web-origin.ts';

const origins = [
  'https://shop.example',
  'https://shop.example:8443',
  'http://localhost:5173',
  'http://127.0.0.1',
  'http://[::1]:3000',
  'https://xn--mnchen-3ya.example',
  'https://my_shop.example',
  'https://443.example',
  'capacitor://localhost',
  'ionic://localhost',
  'tauri://localhost',
  'http://tauri.localhost',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'moz-extension://5f2c8f5e-7d5a-4c55-9b6e-0f6f2f6b8f10',
  'app://.',
  'app://shop.example',
  'app+v1.2-beta://localhost:80',
];

const others: Record<string, unknown[]> = {
  'values that are not strings': [undefined, null, 7, {}, ['https://shop.example'], new URL('https://shop.example')],
  'strings that are not origins': [
    '',
    'null',
    '*',
    'shop.example',
    '//shop.example',
    'https:',
    'https://',
    'https:shop.example',
    '://a',
  ],
  'a wildcard': ['https://*', 'https://*.example.com', 'https://shop.*', 'http://localhost:*', '*://shop.example'],
  'a wildcard of cookies': ['https://.example.com', 'https://shop..example'],
  'a path': ['https://shop.example/', 'https://shop.example/a', 'capacitor://localhost/', 'https://shop.example\\'],
  'a query or hash': ['https://shop.example?', 'https://shop.example?a', 'https://shop.example#', 'app://a#b'],
  'user info': ['https://a@shop.example', 'https://a:b@shop.example', 'https://@shop.example', 'app://a@localhost'],
  'capital letters': ['https://Shop.example', 'HTTPS://shop.example', 'capacitor://Localhost', 'http://[::A]'],
  'the default port': ['https://shop.example:443', 'http://localhost:80'],
  'an invalid port': ['https://shop.example:', 'https://shop.example:65536', 'https://shop.example:0443', 'app://a:b'],
  'a host that browsers normalize': [
    'https://münchen.example',
    'https://%73hop.example',
    'http://127.1',
    'http://0x7f.0.0.1',
    'http://2130706433',
    'http://[0:0:0:0:0:0:0:1]',
  ],
  blanks: [' https://shop.example', 'https://shop.example ', 'https://shop.example\n', 'https://shop .example'],
  'two in one': ['https://a.example,https://b.example', 'https://a.example https://b.example', 'https://a;b'],
  'a scheme without origins': [
    'file://',
    'file://host',
    'data://a',
    'blob://a',
    'about://blank',
    'javascript://a',
    'ws://a',
  ],
};

describe('isOrigin', () => {
  for (const origin of origins) {
    it(`accepts ${origin}`, () => assert.equal(isOrigin(origin), true));
  }
  for (const [kind, values] of Object.entries(others)) {
    it(`refuses ${kind}`, () => {
      for (const value of values) assert.equal(isOrigin(value), false, inspect(value));
    });
  }
});
