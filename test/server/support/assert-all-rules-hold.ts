import assert from 'node:assert/strict';
import type { ApiStandIn } from '../../../src/cli/check/api-stand-in.ts';
import { checkEndpoint } from '../../../src/cli/check/check-endpoint.ts';

/** Asserts that an endpoint, which calls `api`, holds all rules of `araucaria-connect check` but those for pages of other origins. */
export async function assertAllRulesHold(url: URL, headers: Record<string, string>, api: ApiStandIn): Promise<void> {
  const outcomes = await checkEndpoint({ url, headers, origin: null, connectionId: null, api, timeoutMs: 20_000 });
  const others = outcomes.filter(({ result }) => result !== 'holds');
  assert.deepEqual(
    others.map(({ rule, result }) => `${rule}: ${result}`),
    ['preflight: not-tried', 'cors: not-tried'],
    JSON.stringify(others, null, 2),
  );
}
