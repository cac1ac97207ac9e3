import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Clock } from '../../src/sandbox/runtime/clock.ts';

/** A machine whose time the test controls, and a clock on it. */
function machine(): { clock: Clock; pass(ms: number): void } {
  let now = 0;
  return { clock: new Clock(() => now), pass: (ms) => void (now += ms) };
}

/** Runs `work` repeatedly, every time that the clock has advanced by the interval. */
async function every(clock: Clock, ms: number, act: () => void): Promise<never> {
  for (;;) {
    await clock.wait(ms);
    act();
  }
}

describe("the sandbox's clock", () => {
  it('fires the same timers at the same times on a slow machine', async () => {
    const { clock, pass } = machine();
    const wakes: number[] = [];
    void every(clock, 1_000, () => {
      wakes.push(clock.now());
      // The time that the machine takes for the work of a timer.
      pass(700);
    });
    await clock.advance(2_000);
    await clock.advance(2_000);
    assert.deepEqual(wakes, [1_000, 2_000, 3_000, 4_000]);
    assert.equal(clock.now(), 4_000);
    pass(1);
    assert.equal(clock.now(), 4_001, 'it runs on as the machine does');
  });

  it('stands still while work that takes real time is in progress', async (t) => {
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

  it('fires no timer early, even if a timer of the machine does', async () => {
    // The machine's time of day stands still, and its timers run.
    const { clock, pass } = machine();
    let woken = -1;
    const waited = clock.wait(2).then(() => (woken = clock.now()));
    await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(woken, -1);
    pass(2);
    await Promise.all([waited, new Promise((resolve) => setTimeout(resolve, 5))]);
    assert.equal(woken, 2);
  });

  it('runs concurrent calls of `advance` one after the other', async () => {
    const { clock } = machine();
    const wakes: number[] = [];
    void every(clock, 1_000, () => wakes.push(clock.now()));
    await Promise.all([clock.advance(1_500), clock.advance(1_500), clock.advance(1_000)]);
    assert.deepEqual(wakes, [1_000, 2_000, 3_000, 4_000]);
    assert.equal(clock.now(), 4_000);
  });
});
