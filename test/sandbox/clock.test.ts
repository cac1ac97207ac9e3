import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Clock } from '../../src/sandbox/runtime/clock.ts';

/** A machine whose time the test lets pass, and a clock on it. */
function machine(): { clock: Clock; pass(ms: number): void } {
  let now = 0;
  return { clock: new Clock(() => now), pass: (ms) => void (now += ms) };
}

/** Does that again and again, at each of those moments of the clock. */
async function every(clock: Clock, ms: number, act: () => void): Promise<never> {
  for (;;) {
    await clock.wait(ms);
    act();
  }
}

describe("the sandbox's clock", () => {
  it('wakes what is due as often, and at the same times, however slow the machine is', async () => {
    const { clock, pass } = machine();
    const wakes: number[] = [];
    void every(clock, 1_000, () => {
      wakes.push(clock.now());
      // So long does the machine take for what was woken.
      pass(700);
    });
    await clock.advance(2_000);
    await clock.advance(2_000);
    assert.deepEqual(wakes, [1_000, 2_000, 3_000, 4_000]);
    assert.equal(clock.now(), 4_000);
    pass(1);
    assert.equal(clock.now(), 4_001, 'it runs on as the machine does');
  });

  it('stands while work that takes real time is waited for', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { clock, pass } = machine();
    const work = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let woken = 0;
    void clock.wait(1_000).then(() => {
      begun.resolve();
      return clock.hold(work.promise);
    });
    void clock.wait(1_020).then(() => (woken = clock.now()));
    const moved = clock.advance(1_010);
    await begun.promise;
    pass(10_000);
    t.mock.timers.tick(10_000);
    await new Promise(setImmediate);
    assert.deepEqual([clock.now(), woken], [1_000, 0]);
    work.resolve();
    await moved;
    assert.deepEqual([clock.now(), woken], [1_010, 0]);
    await clock.advance(10);
    assert.equal(woken, 1_020);
  });

  it('wakes nothing before its time, also where a timer of the machine is early', async () => {
    // The time of day stands, and the machine's timers run.
    const { clock, pass } = machine();
    let woken = -1;
    const waited = clock.wait(2).then(() => (woken = clock.now()));
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(woken, -1);
    pass(2);
    await Promise.all([waited, new Promise((resolve) => setTimeout(resolve, 5))]);
    assert.equal(woken, 2);
  });

  it('is moved by one call after the other, where several come at the same time', async () => {
    const { clock } = machine();
    const wakes: number[] = [];
    void every(clock, 1_000, () => wakes.push(clock.now()));
    await Promise.all([clock.advance(1_500), clock.advance(1_500), clock.advance(1_000)]);
    assert.deepEqual(wakes, [1_000, 2_000, 3_000, 4_000]);
    assert.equal(clock.now(), 4_000);
  });
});
