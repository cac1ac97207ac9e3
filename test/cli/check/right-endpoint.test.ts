import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '../../../src/cli/check/check-endpoint.ts';
import { friend, startTokenEndpoint } from '../support/token-endpoint.ts';

/** The rules that were not tried; fails where one falls short. */
function untried(outcomes: readonly Outcome[]): string[] {
  assert.deepEqual(
    outcomes.filter(({ result }) => result === 'falls-short'),
    [],
  );
  return outcomes.flatMap(({ result, rule }) => (result === 'not-tried' ? [rule] : []));
}

test('createTokenHandler holds all rules, with the check in place of the API', async () => {
  await using endpoint = await startTokenEndpoint();
  assert.deepEqual(untried(await endpoint.check()), ['preflight', 'cors']);
});

test('createTokenHandler holds all rules for a page of another origin', async () => {
  await using endpoint = await startTokenEndpoint();
  assert.deepEqual(untried(await endpoint.check({ origin: friend })), ['own-origin']);
});
