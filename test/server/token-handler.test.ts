import assert from 'node:assert/strict';
import { after, before, mock } from 'node:test';
import { canaryKey } from './support/canary-key.ts';
import { handlersUnderTest } from './support/handlers-under-test.ts';
import { tokenHandlerSuite } from './token-handler.suite.ts';

const told: unknown[] = [];

before(() => {
  // What goes wrong in the host's own functions is told to the developer: heard here, and searched for the key.
  for (const method of ['error', 'warn', 'log'] as const)
    mock.method(console, method, (...args: unknown[]) => told.push(args));
});

after(() => {
  mock.restoreAll();
  assert.ok(told.length > 0, 'A host function threw and nobody was told.');
  assert.ok(!told.map(String).join('\n').includes(canaryKey), 'token handler 7: the key is in the console');
});

tokenHandlerSuite('Node', async (araucariaUrl) => ({
  origin: 'http://shop.example',
  send: handlersUnderTest(araucariaUrl),
  async close() {},
}));
