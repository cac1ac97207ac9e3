import assert from 'node:assert/strict';
import { homedir } from 'node:os';
import { describe, it } from 'node:test';
import { settingsFromEnvironment } from '../../src/sandbox/cli/command-settings.ts';
import { completeSettings, SettingsError } from '../../src/sandbox/settings.ts';
import { webhookSecret } from './support/receiver.ts';

describe('the settings', () => {
  it('have defaults for a test: no shared state, no files, no delays', () => {
    const { widgetFolder, ...settings } = completeSettings({});
    assert.match(widgetFolder, /dist\/widget$/);
    assert.deepEqual(settings, {
      port: 0,
      host: '127.0.0.1',
      publicUrl: null,
      database: ':memory:',
      apiKey: 'arau_sandbox_key',
      webhookUrl: null,
      webhookSecret: null,
      allowedOrigins: ['http://localhost:*', 'https://localhost:*', 'http://127.0.0.1:*', 'https://127.0.0.1:*'],
      tokenTtl: 900,
      appName: 'Sandbox application',
      appLogo: null,
      termsUrl: null,
      privacyUrl: null,
      disconnectUrl: null,
      institutions: null,
      bankDelay: 0,
    });
  });

  it('have their defaults if they are undefined, like an absent environment variable', () => {
    const { webhookUrl, tokenTtl } = completeSettings({ webhookUrl: undefined, tokenTtl: undefined } as object);
    assert.deepEqual({ webhookUrl, tokenTtl }, { webhookUrl: null, tokenTtl: 900 });
  });

  it('of the command have the documented defaults', () => {
    const { database: file = '', ...others } = settingsFromEnvironment({ XDG_CACHE_HOME: '/cache' });
    assert.deepEqual(others, { port: 4400, bankDelay: 600 });
    const [, inCache] = /^\/cache(\/araucaria-connect\/[\w.-]+-[0-9a-f]{8}\/sandbox\.sqlite)$/.exec(file) ?? [];
    assert.ok(inCache, file);
    // A relative folder must be ignored (XDG Base Directory): it would depend on the current directory.
    for (const environment of [
      {},
      { XDG_CACHE_HOME: '' },
      { XDG_CACHE_HOME: 'cache' },
      { XDG_CACHE_HOME: './cache' },
    ]) {
      const { database } = settingsFromEnvironment(environment);
      assert.equal(database, `${homedir()}/.cache${inCache}`);
    }
  });

  it('are read from the environment, and an empty variable counts as not set', () => {
    const settings = settingsFromEnvironment({
      ARAUCARIA_PORT: '0',
      ARAUCARIA_API_KEY: '',
      ARAUCARIA_DB: '/tmp/x.sqlite',
      ARAUCARIA_WEBHOOK_URL: 'http://localhost:5173/webhooks',
      ARAUCARIA_WEBHOOK_SECRET: webhookSecret,
      ARAUCARIA_ALLOWED_ORIGINS: 'https://a.example, http://localhost:*',
      ARAUCARIA_TOKEN_TTL: '60',
      ARAUCARIA_APP_NAME: 'Ñandú',
      ARAUCARIA_APP_LOGO: 'logo.svg',
      ARAUCARIA_DISCONNECT_URL: 'http://localhost:5173/banks',
      ARAUCARIA_BANK_DELAY: '5',
    });
    assert.deepEqual(settings, {
      port: 0,
      database: '/tmp/x.sqlite',
      webhookUrl: 'http://localhost:5173/webhooks',
      webhookSecret,
      allowedOrigins: ['https://a.example', 'http://localhost:*'],
      tokenTtl: 60,
      appName: 'Ñandú',
      appLogo: 'logo.svg',
      disconnectUrl: 'http://localhost:5173/banks',
      bankDelay: 5,
    });
    assert.equal(completeSettings(settings).apiKey, 'arau_sandbox_key');
  });

  const wrongPages = [
    'terms',
    '//quilla.example',
    'http://quilla.example/terms',
    'http://localhost.evil.example/',
    'http://localhost:80@evil.example/',
    'https://user:secret_@quilla.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://localhost/',
  ];
  const wrong: Record<string, string[]> = {
    ARAUCARIA_PORT: ['x', '-1', '65536', '1.5', '0x1130', '1e3', '+4400', '4400.0'],
    ARAUCARIA_DB: ['~someone/secret_.sqlite'],
    ARAUCARIA_API_KEY: [
      'secret',
      'ARAU_secret_',
      'arau_a\nb',
      'arau_ñ',
      'arau_secret_p@ss!',
      `arau_${'x'.repeat(508)}`,
    ],
    ARAUCARIA_WEBHOOK_URL: [
      'localhost',
      'ftp://x',
      'javascript:1',
      'http://user:secret_@localhost/',
      'http://secret_@localhost/',
    ],
    ARAUCARIA_WEBHOOK_SECRET: ['abc', 'whsec_short', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ARAUCARIA_ALLOWED_ORIGINS: [
      '*',
      'null',
      'https://*.example.com',
      'https://*',
      '*.example.com',
      'https:',
      'capacitor:',
      'capacitor://',
      'capacitor://*',
      'capacitor://localhost:*',
      'capacitor://localhost/',
      'file://',
      'data:text/html,x',
      'javascript:alert(1)',
      'blob:https://a.example',
      'https://a.example https://b.example',
      "https://a.example'",
      'https://A.example',
      'https://a.example:443',
      'https://user@a.example',
      'http://a.example:**',
      // `frame-ancestors` can't express these.
      'http://[::1]:5173',
      'http://a_b.example',
      'localhost',
      'https://a.example/path',
      'https://a.example; script-src *',
      'https://a,',
      'https://a:99999',
    ],
    ARAUCARIA_TERMS_URL: wrongPages,
    ARAUCARIA_PRIVACY_URL: wrongPages,
    ARAUCARIA_DISCONNECT_URL: wrongPages,
    ARAUCARIA_TOKEN_TTL: ['0', '15m'],
    ARAUCARIA_BANK_DELAY: ['-1'],
  };
  for (const [variable, values] of Object.entries(wrong)) {
    it(`names ${variable} if it is invalid, and quotes no secret`, () => {
      for (const value of values) {
        assert.throws(
          () => completeSettings(settingsFromEnvironment({ [variable]: value })),
          (error) =>
            error instanceof SettingsError && error.message.startsWith(variable) && !error.message.includes('secret_'),
          value,
        );
      }
    });
  }

  it('refuse invalid origins, and describe valid ones', () => {
    for (const entry of ['https://*.example.com', 'null', '*']) {
      assert.throws(
        () => completeSettings({ allowedOrigins: ['https://shop.example', entry] }),
        /^SettingsError: ARAUCARIA_ALLOWED_ORIGINS \(allowedOrigins\): expected exact origins .*https:\/\/shop\.example.*wildcard.*null/,
        entry,
      );
    }
  });

  it('accept the origins of hybrid applications and extensions', () => {
    const allowedOrigins = [
      'capacitor://localhost',
      'ionic://localhost',
      'tauri://localhost',
      'http://tauri.localhost',
      'https://localhost',
      'chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb',
      'moz-extension://5d8f6a3b-1c2d-4e5f-8a9b-0c1d2e3f4a5b',
      'app://.',
      'http://localhost:8100',
      'http://localhost:*',
    ];
    assert.deepEqual(completeSettings({ allowedOrigins }).allowedOrigins, allowedOrigins);
  });
});
