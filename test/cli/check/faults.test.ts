import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drips, isSilent, type ApiBehavior } from '../../../src/cli/check/api-behaviors.ts';
import { ruleNames, type Outcome } from '../../../src/cli/check/check-endpoint.ts';
import { friend, startTokenEndpoint } from '../support/token-endpoint.ts';
import { answerFaults } from './answer-faults.ts';
import { requestFaults } from './request-faults.ts';

const faults = [...requestFaults, ...answerFaults];

/** These wait for the endpoint's time-out. */
const slowRules = ['api-silent', 'api-drips'];

const shortfallsOf = (outcomes: readonly Outcome[]): string[] =>
  outcomes.flatMap(({ rule, result }) => (result === 'falls-short' ? [rule] : []));

describe('check finds', () => {
  for (const fault of faults) {
    const { rule, title, isForeignPage } = fault;
    it(`${rule}: ${title}`, async () => {
      await using endpoint = await startTokenEndpoint(fault);
      const skip = slowRules.filter((name) => name !== rule);
      const outcomes = await endpoint.check(isForeignPage && { origin: friend }, skip);
      assert.deepEqual(shortfallsOf(outcomes), [rule]);
      for (const outcome of outcomes) {
        if (outcome.result !== 'falls-short') continue;
        for (const text of [outcome.sent, outcome.came, outcome.expected, outcome.change]) assert.match(text, /\w/);
        assert.doesNotMatch(JSON.stringify(outcome), /arau_canary/, 'the report quotes the key');
      }
    });
  }

  const endless: Record<string, ApiBehavior> = { 'api-silent': isSilent, 'api-drips': drips };
  for (const [rule, behavior] of Object.entries(endless)) {
    it(`${rule}: it waits without end for an API that ${behavior.title}`, async () => {
      await using endpoint = await startTokenEndpoint({
        options: (_right, current) => (current === behavior ? { timeout: 100_000 } : {}),
      });
      const skip = ruleNames.filter((name) => name !== rule);
      assert.deepEqual(shortfallsOf(await endpoint.check({ timeoutMs: 2000 }, skip)), [rule]);
    });
  }

  it('something with each of its rules', () => {
    const found = new Set([...faults.map(({ rule }) => rule), ...Object.keys(endless)]);
    assert.deepEqual(
      ruleNames.filter((name) => !found.has(name)),
      [],
    );
  });
});
