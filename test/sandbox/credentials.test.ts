import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { widgetErrors } from '../../src/shared/widget-error.ts';
import { hostOrigin, sandboxFor } from './support/client.ts';
import { assertRefused } from './support/refusals.ts';

describe('an attempt at the bank', () => {
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
