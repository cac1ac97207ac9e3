import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Attempt, Challenge } from '../../src/shared/widget-api.ts';
import { sandboxFor, type Client } from './support/client.ts';

function challengeOf(state: Attempt): Challenge {
  assert.ok(state.status === 'challenge', JSON.stringify(state));
  return state.challenge;
}

async function begin(
  client: Client,
  user: string,
): Promise<{ connectionId: string; attemptToken: string; state: Attempt }> {
  const { connectionId, widgetToken } = await client.create();
  return { connectionId, ...(await client.attempt(widgetToken, connectionId, user)) };
}

const right = { answers: { pet: 'Araucaria ', school: 'araucaria' } };

describe('the challenges of the sandbox', () => {
  it('include security questions, and each needs an answer', async (t) => {
    const client = await sandboxFor(t);
    const { attemptToken, connectionId, state } = await begin(client, 'questions');
    const challenge = challengeOf(state);
    assert.ok(challenge.type === 'questions');
    assert.deepEqual(
      challenge.questions.map(({ id }) => id),
      ['pet', 'school'],
    );
    const again = await client.answer(attemptToken, { answers: { pet: 'araucaria', school: 'no' } });
    assert.equal(challengeOf(again).triesLeft, 2);
    assert.deepEqual(await client.answer(attemptToken, right), { status: 'connected', connectionId });
  });

  it('include a choice of phones, and the chosen one receives a code', async (t) => {
    const client = await sandboxFor(t);
    const { attemptToken, connectionId, state } = await begin(client, 'choice');
    const choice = challengeOf(state);
    assert.ok(choice.type === 'choice');
    const code = challengeOf(await client.answer(attemptToken, { option: choice.options[1]?.id }));
    assert.ok(code.type === 'one-time-code');
    assert.equal(code.sentTo, choice.options[1]?.label);
    assert.notEqual(code.id, choice.id);
    assert.deepEqual(await client.answer(attemptToken, '123456'), { status: 'connected', connectionId });
  });

  it('include a choice of account holders', async (t) => {
    const client = await sandboxFor(t);
    const { attemptToken, connectionId, state } = await begin(client, 'holder');
    const challenge = challengeOf(state);
    assert.ok(challenge.type === 'choice' && challenge.subject === 'account-holder');
    assert.deepEqual(await client.answer(attemptToken, { option: 'business' }), { status: 'connected', connectionId });
  });

  it('include an approval in the app', async (t) => {
    const client = await sandboxFor(t, { bankDelay: 1_000 });
    const { connectionId, widgetToken } = await client.create();
    const { body } = await client.send(widgetToken, connectionId, 'approval');
    await client.sandbox.clock.advance(1_000);
    assert.equal(challengeOf(await client.settled(body.attemptToken)).type, 'approval');
    await client.sandbox.clock.advance(4_999);
    assert.equal(challengeOf(await client.settled(body.attemptToken)).type, 'approval');
    await client.sandbox.clock.advance(1);
    assert.equal((await client.settled(body.attemptToken)).status, 'connected');
  });

  it('can follow one another', async (t) => {
    const client = await sandboxFor(t);
    const { attemptToken, connectionId } = await begin(client, 'questions+holder+otp-app');
    assert.equal(challengeOf(await client.answer(attemptToken, right)).type, 'choice');
    assert.equal(challengeOf(await client.answer(attemptToken, { option: 'personal' })).type, 'one-time-code');
    assert.deepEqual(await client.answer(attemptToken, '123456'), { status: 'connected', connectionId });
  });

  it('refuse the answer to another type of challenge, and stay open', async (t) => {
    const client = await sandboxFor(t);
    const { attemptToken, state } = await begin(client, 'holder');
    const { id } = challengeOf(state);
    for (const answer of [{ code: '123456' }, { option: 'nobody' }, right, {}, { option: 5 }]) {
      const body = { challengeId: id, ...answer };
      const { status } = await client.call('POST', '/widget/api/attempt/challenge', { bearer: attemptToken, body });
      assert.equal(status, 422);
    }
    assert.equal(challengeOf(await client.settled(attemptToken)).id, id);
  });

  it('do not change after they are closed', async (t) => {
    const client = await sandboxFor(t);
    const { attemptToken, state } = await begin(client, 'questions+holder');
    const { id } = challengeOf(state);
    await client.answer(attemptToken, right);
    for (const path of ['', '/extend', '/resend']) {
      const body = path ? { challengeId: id } : { challengeId: id, ...right };
      const answer = await client.call('POST', `/widget/api/attempt/challenge${path}`, { bearer: attemptToken, body });
      assert.equal(answer.status, 200);
      assert.equal(challengeOf(answer.body).triesLeft, undefined);
      assert.equal(challengeOf(answer.body).extensionsLeft, 10);
    }
  });

  it('can be extended', async (t) => {
    const client = await sandboxFor(t);
    const { attemptToken, state } = await begin(client, 'otp');
    const body = { challengeId: challengeOf(state).id };
    const answer = await client.call('POST', '/widget/api/attempt/challenge/extend', { bearer: attemptToken, body });
    assert.equal(challengeOf(answer.body).extensionsLeft, 9);
  });
});

describe('the forms of the sandbox', () => {
  for (const [institutionId, credentials, wrong] of [
    ['banco-maiten', { rut: '123456785', password: 'araucaria' }, { rut: '123456784' }],
    ['banco-ipe', { cpf: '12345678909', password: 'araucaria' }, { cpf: '12345678900' }],
    ['ipe-empresas', { cnpj: '12ABC34501DE35', user: 'ok', password: 'araucaria' }, { cnpj: '12ABC34501DE36' }],
    ['banco-guadua', { documentType: 'CC', documentNumber: '1', password: 'araucaria' }, { documentType: 'XX' }],
  ] as const) {
    it(`of ${institutionId} has its fields, checks them, and leads to its own challenge`, async (t) => {
      // One of them needs an approval, which the sandbox gives after a while.
      const client = await sandboxFor(t, { bankDelay: 1_000 });
      const { connectionId, widgetToken } = await client.create();
      const refused = await client.send(widgetToken, connectionId, '', {
        institutionId,
        credentials: { ...credentials, ...wrong },
      });
      assert.equal(refused.status, 422);
      const { body } = await client.send(widgetToken, connectionId, '', { institutionId, credentials });
      await client.sandbox.clock.advance(1_000);
      challengeOf(await client.settled(body.attemptToken));
    });
  }

  it('refuse a wrong password', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId, widgetToken } = await client.create();
    const credentials = { rut: '123456785', password: 'guess' };
    const { state } = await client.attempt(widgetToken, connectionId, '', {
      institutionId: 'banco-maiten',
      credentials,
    });
    assert.deepEqual(state, { status: 'failed', code: 'invalid-credentials', triesLeft: 4 });
  });
});
