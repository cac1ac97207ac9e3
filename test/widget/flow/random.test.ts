import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { State } from '../../../src/widget/frame/flow/state.ts';
import { World } from './world.ts';

describe('random runs', () => {
  it('end once, mix up no banks, lose no attempt, and always have a way out', () => {
    const options = fc.record({
      institution: fc.constantFrom(null, 'alerce'),
      newConnection: fc.boolean(),
      renewable: fc.boolean(),
    });
    const steps = fc.array(fc.tuple(fc.nat(11), fc.nat(1_000), fc.nat(1_000)), {
      minLength: 1,
      maxLength: 120,
      size: 'max',
    });
    const seen: Partial<Record<State['step'], number>> = {};
    fc.assert(
      fc.property(options, steps, (given, taken) => {
        const world = new World(given);
        for (const [kind, choice, detail] of taken) {
          world.step(kind, choice, detail);
          const { step } = world.flow.state;
          seen[step] = (seen[step] ?? 0) + 1;
        }
      }),
      // The same runs each time: a test that fails now and then is of no use. Another seed tries others.
      { numRuns: 20_000, seed: Number(process.env['SEED'] ?? 1) },
    );
    // What is never reached is not tested.
    assert.equal(Object.keys(seen).length, 11);
    for (const [step, times] of Object.entries(seen)) assert.ok(times > 100, `${step} was reached ${times} times`);
  });
});
