import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Attempt } from '../../src/sandbox/bank/attempt.ts';
import type { Clock } from '../../src/sandbox/runtime/clock.ts';
import type { ChallengeKind } from '../../src/sandbox/institutions/institution.ts';
import type { OpenChallenge } from '../../src/sandbox/bank/open-challenge.ts';
import { standingClock } from './support/standing-clock.ts';

/** An attempt with an open challenge, and its own clock. */
async function challenged(kind: ChallengeKind): Promise<{ clock: Clock; attempt: Attempt; open(): OpenChallenge }> {
  const clock = standingClock();
  const attempt = new Attempt({
    steps: [{ type: 'challenge', kind }],
    stepMs: 1_000,
    clock,
    settle: (verdict) => ({ status: 'failed', code: verdict.type === 'failed' ? verdict.code : 'ok', triesLeft: 0 }),
    guesses: { take: () => 4, giveBack: () => undefined },
    onFailure: assert.ifError,
  });
  await clock.advance(1_000);
  return {
    clock,
    attempt,
    open() {
      const { state } = attempt;
      assert.ok(state.status === 'challenge');
      const challenge = attempt.challenge(state.challenge.id);
      assert.ok(challenge);
      return challenge;
    },
  };
}

describe('a challenge', () => {
  it('ends after its time limit without an answer', async () => {
    const { clock, attempt, open } = await challenged('sms');
    await clock.advance(170_000);
    assert.equal(open().state.expiresIn, 10);
    await clock.advance(10_000);
    await attempt.over;
    assert.deepEqual(attempt.state, { status: 'failed', code: 'mfa-timeout', triesLeft: 0 });
  });

  it('can be extended ten times, each time to its full length', async () => {
    const { clock, attempt, open } = await challenged('questions');
    for (let left = 9; left >= 0; left -= 1) {
      await clock.advance(179_000);
      open().extend();
      assert.equal(open().state.extensionsLeft, left);
      assert.equal(open().state.expiresIn, 180);
    }
    await clock.advance(179_000);
    open().extend();
    assert.equal(open().state.expiresIn, 1);
    await clock.advance(1_000);
    await attempt.over;
    assert.deepEqual(attempt.state, { status: 'failed', code: 'mfa-timeout', triesLeft: 0 });
  });

  it('has one time limit for all its tries', async () => {
    const { clock, attempt, open } = await challenged('sms');
    const { id } = open();
    await clock.advance(60_000);
    open().answer({ code: '000000' });
    assert.deepEqual(attempt.state, { status: 'connecting' });
    await clock.advance(1_000);
    const { expiresIn, triesLeft } = open().state;
    assert.deepEqual({ id: open().id, expiresIn, triesLeft }, { id, expiresIn: 119, triesLeft: 2 });
  });

  it('sends another code at most every 30 s', async () => {
    const { clock, open } = await challenged('sms');
    const resendIn = (): unknown => Reflect.get(open().state, 'resendIn');
    open().resend();
    await clock.advance(10_000);
    assert.equal(resendIn(), 20);
    await clock.advance(20_000);
    assert.equal(resendIn(), 0);
    open().resend();
    assert.equal(resendIn(), 30);
  });

  it('is approved or denied in the app without a request', async () => {
    for (const [kind, code] of [
      ['approval', 'ok'],
      ['denial', 'mfa-failed'],
    ] as const) {
      const { clock, attempt, open } = await challenged(kind);
      assert.equal(open().answer({ code: '123456' }), false);
      await clock.advance(5_000);
      await attempt.over;
      assert.deepEqual(attempt.state, { status: 'failed', code, triesLeft: 0 });
    }
  });
});
