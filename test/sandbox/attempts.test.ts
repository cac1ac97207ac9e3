import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sandboxFor, type Answer } from './support/client.ts';
import { assertRefused } from './support/refusals.ts';

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
});
