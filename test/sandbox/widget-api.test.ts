import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { widgetErrors } from '../../src/shared/widget-error.ts';
import { hostOrigin, rawRequest, sandboxFor, type Answer } from './support/client.ts';

function assertRefused(answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.code, code);
  assert.equal(answer.headers.get('Content-Type'), 'application/problem+json');
}

describe('a widget session', () => {
  it('has the name of the application and the time until the token expires', async (t) => {
    const client = await sandboxFor(t, { appName: 'Quilapán', tokenTtl: 60 });
    const { connectionId, widgetToken } = await client.create();
    const { body } = await client.session(widgetToken, connectionId);
    assert.deepEqual(
      { ...body, expiresIn: body.expiresIn > 55 && body.expiresIn <= 60 },
      { applicationName: 'Quilapán', mode: 'connect', institution: null, expiresIn: true },
    );
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

describe('an attempt at the bank', () => {
  it('links the bank, and spends every token of the connection', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const { state, attemptToken } = await client.attempt(widgetToken, connectionId, 'ok', {
      institutionId: 'caja-quillay',
    });
    assert.deepEqual(state, { status: 'connected', connectionId });
    const { body } = await client.backend('GET', `/v1/connections/${connectionId}`);
    assert.deepEqual(body, { connectionId, status: 'CONNECTED', institutionId: 'caja-quillay' });
    assertRefused(await client.session(widgetToken, connectionId), 401, 'token-invalid');

    await client.backend('POST', `/sandbox/connections/${connectionId}/fail-auth`);
    assertRefused(await client.session(widgetToken, connectionId), 401, 'token-invalid');
    assert.deepEqual(await client.settled(attemptToken), { status: 'connected', connectionId });
  });

  it('repairs a connection at its own bank and at no other', async (t) => {
    const client = await sandboxFor(t);
    const connectionId = await client.failed();
    const { widgetToken } = (await client.backend('POST', `/v1/connections/${connectionId}/widget-token`)).body;
    const elsewhere = await client.send(widgetToken, connectionId, 'ok', { institutionId: 'caja-quillay' });
    assertRefused(elsewhere, 403, 'token-invalid');
    assert.equal((await client.attempt(widgetToken, connectionId, 'ok')).state.status, 'connected');
    assert.equal(await client.status(connectionId), 'CONNECTED');
  });

  it('passes a one-time code by text message and by app', async (t) => {
    const client = await sandboxFor(t);
    for (const [user, channel, sentTo] of [
      ['otp', 'sms', '••• 42'],
      ['otp-app', 'app', ''],
    ] as const) {
      const { connectionId, widgetToken } = await client.create();
      const { attemptToken, state } = await client.attempt(widgetToken, connectionId, user);
      assert.ok(state.status === 'challenge');
      const { id, expiresIn, ...challenge } = state.challenge;
      assert.match(id, /^chl_/);
      assert.ok(expiresIn > 170 && expiresIn <= 180);
      const resendIn = channel === 'sms' ? 30 : null;
      assert.deepEqual(challenge, { type: 'one-time-code', channel, length: 6, sentTo, extensionsLeft: 10, resendIn });
      assert.equal(await client.status(connectionId), 'PENDING');
      assert.deepEqual(await client.answer(attemptToken, '123456'), { status: 'connected', connectionId });
    }
  });

  it('has no challenge after the answer', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const { attemptToken, state } = await client.attempt(widgetToken, connectionId, 'otp');
    assert.ok(state.status === 'challenge');
    const answer = { bearer: attemptToken, body: { challengeId: state.challenge.id, code: '123456' } };
    assert.deepEqual((await client.call('POST', '/widget/api/attempt/challenge', answer)).body, {
      status: 'connecting',
    });
    const twice = await client.call('POST', '/widget/api/attempt/challenge', answer);
    assert.notEqual(twice.body.status, 'challenge');
    assert.equal((await client.settled(attemptToken)).status, 'connected');
  });

  it('ends after three wrong codes', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp');
    for (const triesLeft of [2, 1]) {
      const state = await client.answer(attemptToken, '000000');
      assert.ok(state.status === 'challenge');
      assert.equal(state.challenge.triesLeft, triesLeft);
    }
    const end = { status: 'failed', code: 'mfa-failed', triesLeft: 0 };
    assert.deepEqual(await client.answer(attemptToken, '000000'), end);
    assert.deepEqual(await client.answer(attemptToken, '123456'), end);
    assert.equal(await client.status(connectionId), 'PENDING');
  });

  it('needs no widget token after the bank was contacted', async (t) => {
    const client = await sandboxFor(t, { tokenTtl: 1 });
    const { connectionId, widgetToken } = await client.create();
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp');
    await client.sandbox.clock.advance(1_000);
    assertRefused(await client.session(widgetToken, connectionId), 401, 'token-expired');
    assert.equal((await client.answer(attemptToken, '123456')).status, 'connected');
  });

  it('continues without requests', async (t) => {
    const client = await sandboxFor(t, { bankDelay: 1_000 });
    const { connectionId, widgetToken } = await client.create();
    assert.equal((await client.send(widgetToken, connectionId, 'slow')).status, 201);
    await client.sandbox.clock.advance(60_000);
    assert.equal(await client.status(connectionId), 'CONNECTED');
  });

  it('links nothing if another attempt has connected the bank meanwhile and it failed since', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp', { institutionId: 'caja-quillay' });
    await client.backend('POST', `/sandbox/connections/${connectionId}/connect`);
    await client.backend('POST', `/sandbox/connections/${connectionId}/fail-auth`);
    const before = (await client.backend('GET', `/v1/connections/${connectionId}`)).body;
    assert.deepEqual([before.status, before.institutionId], ['FAILED_AUTH', 'banco-alerce']);

    const state = await client.answer(attemptToken, '123456');
    assert.deepEqual(state, { status: 'failed', code: 'token-invalid', triesLeft: 0 });
    assert.deepEqual((await client.backend('GET', `/v1/connections/${connectionId}`)).body, before);
  });

  it('can be requested for ten minutes after its end', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'ok');
    const getAttempt = (): Promise<Answer> => client.call('GET', '/widget/api/attempt', { bearer: attemptToken });
    await client.sandbox.clock.advance(590_000);
    assert.equal((await getAttempt()).body.status, 'connected');
    await client.sandbox.clock.advance(10_000);
    assertRefused(await getAttempt(), 401, 'token-invalid');
  });

  it('ends as the user name says', async (t) => {
    const client = await sandboxFor(t);
    const ends = {
      'bad-password': ['invalid-credentials', 4],
      somebody: ['invalid-credentials', 4],
      'ok+somebody': ['invalid-credentials', 4],
      '': ['invalid-credentials', 4],
      constructor: ['invalid-credentials', 4],
      locked: ['account-locked', 0],
      'bank-down': ['institution-unavailable', 0],
      'slow+locked': ['account-locked', 0],
      'error_not-a-code': ['invalid-credentials', 4],
      ...Object.fromEntries(Object.keys(widgetErrors).map((code) => [`error_${code}`, [code, 0]])),
    };
    for (const [user, [code, triesLeft]] of Object.entries(ends)) {
      const { connectionId, widgetToken } = await client.create();
      const { state } = await client.attempt(widgetToken, connectionId, user);
      assert.deepEqual(state, { status: 'failed', code, triesLeft }, user);
    }
    const { connectionId, widgetToken } = await client.create();
    const { state } = await client.attempt(widgetToken, connectionId, 'slow+otp');
    assert.equal(state.status, 'challenge');
  });

  it('takes as long as a slow bank does', async (t) => {
    const client = await sandboxFor(t, { bankDelay: 1_000 });
    const { connectionId, widgetToken } = await client.create();
    await client.send(widgetToken, connectionId, 'slow');
    await client.sandbox.clock.advance(10_999);
    assert.equal(await client.status(connectionId), 'PENDING');
    await client.sandbox.clock.advance(1);
    assert.equal(await client.status(connectionId), 'CONNECTED');
  });

  it('fails at a bank that is down, with any user name', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const { state } = await client.attempt(widgetToken, connectionId, 'ok', { institutionId: 'banco-raudal' });
    assert.deepEqual(state, { status: 'failed', code: 'institution-unavailable', triesLeft: 0 });
  });

  it('expires the session if the user name says so', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    assertRefused(await client.send(widgetToken, connectionId, 'expire-session'), 401, 'token-expired');
    assertRefused(await client.session(widgetToken, connectionId), 401, 'token-expired');
  });

  it('is refused at most five times for each token, also at the same time', async (t) => {
    const client = await sandboxFor(t);
    const first = await client.create();
    for (const triesLeft of [4, 3, 2, 1, 0]) {
      const { state } = await client.attempt(first.widgetToken, first.connectionId, 'ok', { password: 'guess' });
      assert.deepEqual(state, { status: 'failed', code: 'invalid-credentials', triesLeft });
    }
    assertRefused(await client.send(first.widgetToken, first.connectionId, 'ok'), 401, 'token-invalid');
    assertRefused(await client.session(first.widgetToken, first.connectionId), 401, 'token-invalid');

    const second = await client.create();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        client.send(second.widgetToken, second.connectionId, 'ok', { password: 'guess' }),
      ),
    );
    const verdicts = await Promise.all(
      answers.flatMap(({ status, body }) =>
        status === 201 ? [client.call('GET', '/widget/api/attempt', { bearer: body.attemptToken })] : [],
      ),
    );
    assert.ok(verdicts.filter(({ body }) => body.code === 'invalid-credentials').length <= 5);
  });

  it('counts only refused credentials', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    for (let round = 0; round < 7; round += 1) await client.attempt(widgetToken, connectionId, 'bank-down');
    const { state } = await client.attempt(widgetToken, connectionId, 'bad-password');
    assert.deepEqual(state, { status: 'failed', code: 'invalid-credentials', triesLeft: 4 });
  });

  it('can be canceled, and followed by another with the same token', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp');
    const cancel = (): Promise<Answer> => client.call('DELETE', '/widget/api/attempt', { bearer: attemptToken });
    assert.equal((await cancel()).status, 204);
    assertRefused(await cancel(), 401, 'token-invalid');
    assertRefused(await client.call('GET', '/widget/api/attempt', { bearer: attemptToken }), 401, 'token-invalid');
    assert.equal((await client.attempt(widgetToken, connectionId, 'ok')).state.status, 'connected');
  });

  it('cancels the earlier attempt of the same token', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const former = await client.attempt(widgetToken, connectionId, 'otp');
    await client.attempt(widgetToken, connectionId, 'otp');
    assert.equal((await client.answer(former.attemptToken, '123456')).status, 'failed');
    assert.equal(await client.status(connectionId), 'PENDING');
  });

  it('refuses credentials that do not fit the form, and quotes none of them', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    for (const credentials of [
      {},
      { user: 'canary-user' },
      { user: 'canary-user', password: 'canary-password', extra: '1' },
      { user: 'canary-user', password: 5 },
      { user: 'canary-user', password: 'canary-password'.repeat(100) },
      ['canary-user'],
    ]) {
      const body = { connectionId, origin: hostOrigin, institutionId: 'banco-alerce', credentials };
      const answer = await client.call('POST', '/widget/api/attempts', { bearer: widgetToken, body });
      assert.equal(answer.status, 422);
      assert.doesNotMatch(answer.text, /canary/);
    }
    const answer = await client.send(widgetToken, connectionId, 'ok', { institutionId: 'nowhere' });
    assertRefused(answer, 404, 'institution-unavailable');
  });
});
