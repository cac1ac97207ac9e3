import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Attempt } from '../../src/shared/widget-api.ts';
import { sandboxFor, type Answer, type Client } from './support/client.ts';
import { temporaryFile } from './support/temporary-file.ts';

type Token = { connectionId: string; widgetToken: string };

/** Sends credentials; null if the token is no longer valid. */
async function begin(
  client: Client,
  { widgetToken, connectionId }: Token,
  user: string,
  password = 'araucaria',
): Promise<{ attemptToken: string; state: Attempt } | null> {
  const answer = await client.send(widgetToken, connectionId, user, { password });
  if (answer.status === 401) return null;
  assert.equal(answer.status, 201, answer.text);
  const { attemptToken } = answer.body as { attemptToken: string };
  return { attemptToken, state: await client.settled(attemptToken) };
}

/** The tries that are left, from a challenge or from a failed attempt. */
const left = (state: Attempt): number | undefined =>
  state.status === 'challenge' ? state.challenge.triesLeft : state.status === 'failed' ? state.triesLeft : undefined;

async function assertUsedUp(client: Client, { widgetToken, connectionId }: Token): Promise<void> {
  const answers = [
    await client.session(widgetToken, connectionId),
    await client.send(widgetToken, connectionId, 'ok'),
    await client.send(widgetToken, connectionId, 'expire-session'),
  ];
  for (const { status, body } of answers) assert.deepEqual([status, body.code], [401, 'token-invalid']);
  assert.equal(await client.status(connectionId), 'PENDING');
}

const wrongCode = '000000';
const wrongAnswers = { answers: { pet: 'no', school: 'no' } };

describe('a widget token', { timeout: 30_000 }, () => {
  it('ends after five wrong codes, in one challenge or several', async (t) => {
    for (const [user, wrong] of [
      ['otp', wrongCode],
      ['otp-app', wrongCode],
      ['questions', wrongAnswers],
    ] as const) {
      const client = await sandboxFor(t);
      const token = await client.create();
      const triesLeft: (number | undefined)[] = [];
      let taken = 0;
      for (let run = await begin(client, token, user); run; run = await begin(client, token, user)) {
        while (run.state.status === 'challenge') {
          run.state = await client.answer(run.attemptToken, wrong);
          taken += 1;
          triesLeft.push(left(run.state));
        }
        assert.ok(run.state.status === 'failed' && run.state.code === 'mfa-failed');
      }
      assert.equal(taken, 5, user);
      // The bank accepts three for one challenge, and then the token has two left.
      assert.deepEqual(triesLeft, [2, 1, 0, 1, 0]);
      await assertUsedUp(client, token);
    }
  });

  it('ends after five wrong passwords, codes and answers in total', async (t) => {
    const client = await sandboxFor(t);
    const token = await client.create();
    for (const triesLeft of [4, 3]) {
      const run = await begin(client, token, 'ok', 'guess');
      assert.deepEqual(run?.state, { status: 'failed', code: 'invalid-credentials', triesLeft });
    }
    const started = await begin(client, token, 'otp');
    assert.ok(started);
    assert.equal(left(await client.answer(started.attemptToken, wrongCode)), 2);
    const again = await begin(client, token, 'ok', 'guess');
    assert.deepEqual(again?.state, { status: 'failed', code: 'invalid-credentials', triesLeft: 1 });
    const last = await begin(client, token, 'questions');
    assert.ok(last);
    assert.equal(left(await client.answer(last.attemptToken, wrongAnswers)), 0);
    await assertUsedUp(client, token);
  });

  it('links the bank with its last try', async (t) => {
    const client = await sandboxFor(t);
    const token = await client.create();
    for (let guess = 0; guess < 4; guess += 1) await begin(client, token, 'ok', 'guess');
    const run = await begin(client, token, 'otp');
    assert.ok(run);
    const connected = { status: 'connected', connectionId: token.connectionId };
    assert.deepEqual(await client.answer(run.attemptToken, '123456'), connected);
  });

  it('keeps its tries after requests that were not wrong guesses', async (t) => {
    const client = await sandboxFor(t);
    const token = await client.create();
    for (let round = 0; round < 6; round += 1) {
      await begin(client, token, 'bank-down');
      const failing = await begin(client, token, 'otp+bank-down');
      await client.answer(failing?.attemptToken ?? '', '123456');
      const chosen = await begin(client, token, 'choice');
      await client.answer(chosen?.attemptToken ?? '', { option: 'first' });
      // Canceled while its challenge is open: the credentials were right.
      await client.call('DELETE', '/widget/api/attempt', { bearer: chosen?.attemptToken ?? '' });
      const late = await begin(client, token, 'otp');
      await client.sandbox.clock.advance(180_000 / 6);
      assert.equal(late?.state.status, 'challenge');
    }
    const run = await begin(client, token, 'ok', 'guess');
    assert.deepEqual(run?.state, { status: 'failed', code: 'invalid-credentials', triesLeft: 4 });
  });

  it('gets no tries back by more time, another code, or a later challenge', async (t) => {
    const client = await sandboxFor(t);
    const token = await client.create();
    let taken = 0;
    for (
      let run = await begin(client, token, 'questions+otp+otp-app');
      run;
      run = await begin(client, token, 'questions+otp+otp-app')
    ) {
      run.state = await client.answer(run.attemptToken, { answers: { pet: 'araucaria', school: 'araucaria' } });
      while (run.state.status === 'challenge') {
        for (const what of ['extend', 'resend']) {
          const body = { challengeId: run.state.challenge.id };
          await client.call('POST', `/widget/api/attempt/challenge/${what}`, { bearer: run.attemptToken, body });
        }
        await client.sandbox.clock.advance(31_000);
        run.state = await client.answer(run.attemptToken, wrongCode);
        taken += 1;
        // The next challenge has its own three tries, and the token keeps its number.
        if (taken === 2) run.state = await client.answer(run.attemptToken, '123456');
      }
    }
    assert.equal(taken, 5);
    await assertUsedUp(client, token);
  });

  it('gets no try back for a guess that is canceled before the bank has checked it', async (t) => {
    // The bank is slow, so that none of them is decided.
    const client = await sandboxFor(t, { bankDelay: 60_000 });
    const cancel = (bearer: string): Promise<Answer> => client.call('DELETE', '/widget/api/attempt', { bearer });
    const credentials = await client.create();
    let sent = 0;
    for (; sent < 20; sent += 1) {
      const { status, body } = await client.send(credentials.widgetToken, credentials.connectionId, 'ok', {
        password: 'guess',
      });
      if (status === 401) break;
      // Canceled by a request, or by the next attempt.
      if (sent % 2 === 0) await cancel(body.attemptToken);
    }
    assert.equal(sent, 5);
    await assertUsedUp(client, credentials);

    const codes = await client.create();
    for (sent = 0; sent < 20; sent += 1) {
      const answer = await client.send(codes.widgetToken, codes.connectionId, 'otp');
      if (answer.status === 401) break;
      const bearer = answer.body.attemptToken as string;
      await client.sandbox.clock.advance(60_000);
      const state = await client.settled(bearer);
      assert.ok(state.status === 'challenge');
      const body = { challengeId: state.challenge.id, code: wrongCode };
      await client.call('POST', '/widget/api/attempt/challenge', { bearer, body });
      await cancel(bearer);
    }
    assert.equal(sent, 5);
    await assertUsedUp(client, codes);
  });

  it('has five tries for guesses at the same time, and one attempt at a time', async (t) => {
    const client = await sandboxFor(t, { bankDelay: 60_000 });
    const token = await client.create();
    const send = (): Promise<Answer> => client.send(token.widgetToken, token.connectionId, 'ok', { password: 'guess' });
    const answers = await Promise.all(Array.from({ length: 30 }, send));
    const begun = answers.filter(({ status }) => status === 201);
    assert.equal(begun.length, 5);
    const states = await Promise.all(
      begun.map(({ body }) => client.call('GET', '/widget/api/attempt', { bearer: body.attemptToken })),
    );
    assert.equal(states.filter(({ body }) => body.status === 'connecting').length, 1);
    await assertUsedUp(client, token);
  });

  it('accepts one of many codes at the same time', async (t) => {
    const client = await sandboxFor(t);
    const token = await client.create();
    let taken = 0;
    for (let run = await begin(client, token, 'otp'); run; run = await begin(client, token, 'otp')) {
      while (run.state.status === 'challenge') {
        const body = { challengeId: run.state.challenge.id, code: wrongCode };
        const bearer = run.attemptToken;
        await Promise.all(
          Array.from({ length: 10 }, () => client.call('POST', '/widget/api/attempt/challenge', { bearer, body })),
        );
        run.state = await client.settled(bearer);
        taken += 1;
      }
    }
    assert.ok(taken <= 5, `${taken} rounds`);
    await assertUsedUp(client, token);
  });

  it('keeps its number of tries across a restart', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const first = await sandboxFor(t, { database });
    const token = await first.create();
    await begin(first, token, 'ok', 'guess');
    const started = await begin(first, token, 'otp');
    assert.ok(started);
    await first.answer(started.attemptToken, wrongCode);
    await first.answer(started.attemptToken, wrongCode);
    await first.sandbox.close();

    const again = await sandboxFor(t, { database });
    const run = await begin(again, token, 'ok', 'guess');
    assert.deepEqual(run?.state, { status: 'failed', code: 'invalid-credentials', triesLeft: 1 });
    const last = await begin(again, token, 'otp');
    assert.ok(last);
    assert.equal(left(await again.answer(last.attemptToken, wrongCode)), 0);
    await again.sandbox.close();

    await assertUsedUp(await sandboxFor(t, { database }), token);
  });
});
