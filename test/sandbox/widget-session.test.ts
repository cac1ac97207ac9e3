import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hostOrigin, rawRequest, sandboxFor } from './support/client.ts';
import { assertRefused } from './support/refusals.ts';

describe('a widget session', () => {
  it('has the name of the application and the time until the token expires', async (t) => {
    const client = await sandboxFor(t, { appName: 'Quilapán', tokenTtl: 60 });
    const { connectionId, widgetToken } = await client.create();
    const { body } = await client.session(widgetToken, connectionId);
    const { expiresIn, testMode: _, ...rest } = body;
    assert.ok(expiresIn > 55 && expiresIn <= 60, expiresIn);
    const application = { name: 'Quilapán', logo: null, termsUrl: null, privacyUrl: null, disconnectUrl: null };
    assert.deepEqual(rest, { application, mode: 'connect', institution: null });
  });

  it('refuses a token that is missing, unknown or of another connection', async (t) => {
    const client = await sandboxFor(t);
    const [mine, other] = [await client.create(), await client.create()];
    assertRefused(await client.session('wtk_unknown', mine.connectionId), 401, 'token-invalid');
    assertRefused(await client.session(other.widgetToken, mine.connectionId), 401, 'token-invalid');
    assertRefused(await client.session(mine.widgetToken, 'conn_unknown'), 401, 'token-invalid');
    const body = { connectionId: mine.connectionId, origin: hostOrigin };
    assertRefused(await client.call('POST', '/widget/api/session', { body }), 401, 'token-invalid');
  });

  it('refuses a page whose origin is not allowed, before any field is shown', async (t) => {
    const client = await sandboxFor(t, { allowedOrigins: ['https://shop.example', 'http://localhost:*'] });
    const { connectionId, widgetToken } = await client.create();
    for (const origin of ['https://shop.example', 'http://localhost', 'http://localhost:1']) {
      assert.equal((await client.session(widgetToken, connectionId, origin)).status, 200, origin);
    }
    for (const origin of [
      'https://shop.example.evil.example',
      'https://evil.example',
      'http://shop.example',
      'https://shop.example:444',
      'https://shop.example/',
      'http://localhost.evil.example:80',
      'http://localhost:1@evil.example',
      'https://localhost:1',
      'null',
      '',
    ]) {
      assertRefused(await client.session(widgetToken, connectionId, origin), 403, 'origin-not-allowed');
      assertRefused(await client.send(widgetToken, connectionId, 'ok', { origin }), 403, 'origin-not-allowed');
    }
  });

  it('opens for the exact origins of hybrid applications and extensions', async (t) => {
    const extension = 'chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb';
    const allowedOrigins = ['capacitor://localhost', 'ionic://localhost', 'tauri://localhost', 'app://.', extension];
    const client = await sandboxFor(t, { allowedOrigins });
    const { connectionId, widgetToken } = await client.create();
    for (const origin of allowedOrigins) {
      assert.equal((await client.session(widgetToken, connectionId, origin)).status, 200, origin);
    }
    for (const origin of [
      'capacitor://localhost:80',
      'capacitor://localhost/',
      'capacitor://localhost.evil.example',
      'capacitor://evil@localhost',
      'capacitor://LOCALHOST',
      'capacitor:localhost',
      'capacitor://',
      'http://localhost',
      'app://evil',
      'app://',
      `${extension}x`,
      'chrome-extension://evil',
      'null',
      '*',
    ]) {
      assertRefused(await client.session(widgetToken, connectionId, origin), 403, 'origin-not-allowed');
    }
  });

  it('refuses requests from a page of another origin', async (t) => {
    const client = await sandboxFor(t);
    const path = '/widget/api/institutions';
    assert.equal((await rawRequest(client.url, 'GET', path, ['Origin', client.url])).status, 200);
    for (const origin of ['http://localhost:5173', 'null', 'https://evil.example']) {
      const answer = await rawRequest(client.url, 'GET', path, ['Origin', origin]);
      assert.equal(answer.status, 403);
      assert.equal(answer.headers['access-control-allow-origin'], undefined);
    }
  });

  it('ends when the token expires', async (t) => {
    const client = await sandboxFor(t, { tokenTtl: 1 });
    const { connectionId, widgetToken } = await client.create();
    assert.equal((await client.session(widgetToken, connectionId)).body.expiresIn, 1);
    await client.sandbox.clock.advance(999);
    assert.equal((await client.session(widgetToken, connectionId)).status, 200);
    await client.sandbox.clock.advance(1);
    assertRefused(await client.session(widgetToken, connectionId), 401, 'token-expired');
    assertRefused(await client.send(widgetToken, connectionId, 'ok'), 401, 'token-expired');
  });
});
