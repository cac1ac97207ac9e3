import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Attempt } from '../../src/sandbox/attempt.ts';

describe('a challenge', () => {
  it('ends in time when nobody answers', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
    const attempt = new Attempt({
      steps: [{ type: 'challenge', channel: 'sms' }],
      delay: 0,
      settle: (verdict) => ({ status: 'failed', code: verdict.type === 'failed' ? verdict.code : '', triesLeft: 0 }),
      onCancel: () => undefined,
    });
    while (attempt.state.status === 'connecting') {
      t.mock.timers.tick(1);
      await new Promise(setImmediate);
    }
    t.mock.timers.tick(170_000);
    assert.ok(attempt.state.status === 'challenge');
    assert.equal(attempt.state.challenge.expiresIn, 10);
    t.mock.timers.tick(10_000);
    await attempt.over;
    assert.deepEqual(attempt.state, { status: 'failed', code: 'mfa-timeout', triesLeft: 0 });
  });
});
