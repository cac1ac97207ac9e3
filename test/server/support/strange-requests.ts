import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, mock } from 'node:test';
import { inspect } from 'node:util';
import { createTokenHandler, createWebhookHandler, type TokenHandlerOptions } from '../../../src/server/index.ts';
import { canaryKey, canarySecret } from './canary-key.ts';

/** A handler as plain JavaScript can call it: with any value. */
export type Handler = (value: unknown) => Promise<Response>;

export const address = 'https://shop.example/api/widget-token';
export const init = {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
  body: '{}',
};

export const mint = (options: Partial<TokenHandlerOptions> = {}): Handler =>
  createTokenHandler({
    apiKey: canaryKey,
    authorize: () => true,
    fetch: async () => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }),
    ...options,
  }) as Handler;

export const handlers: Record<string, Handler> = {
  createTokenHandler: mint(),
  createWebhookHandler: createWebhookHandler({ secret: canarySecret, onEvent() {} }) as Handler,
};

/** A request with these members in place of its own. */
export const changed = (members: Record<string, unknown>): object => {
  const request = new Request(address, init);
  for (const [name, value] of Object.entries(members)) Object.defineProperty(request, name, { value });
  return request;
};

/** Records in each test what is logged, and checks that no rejection is unhandled. */
export function recordLog(): {
  /** The arguments of each `console.error` in the test that runs. */
  logged: unknown[][];
  /** One line in the log, which names none of the host's functions. */
  assertTold(words: RegExp): void;
  /** An answer 500 and one line in the log: a TypeError of the handler of this name. */
  assertRefused(name: string, answer: Response, words: RegExp): Promise<void>;
} {
  const logged: unknown[][] = [];
  let unhandled: unknown[];
  const record = (reason: unknown): number => unhandled.push(reason);

  before(() => process.on('unhandledRejection', record));
  after(() => process.off('unhandledRejection', record));
  beforeEach(() => {
    logged.length = 0;
    unhandled = [];
    mock.method(console, 'error', (...args: unknown[]) => logged.push(args));
  });
  afterEach(async () => {
    mock.restoreAll();
    await new Promise(setImmediate);
    assert.deepEqual(unhandled, [], 'an unhandled rejection ends the process');
  });

  function assertTold(words: RegExp): void {
    assert.equal(logged.length, 1, inspect(logged));
    assert.match(inspect(logged[0]), words);
    assert.doesNotMatch(inspect(logged[0]), /(?:authorize|onConnectionCreated|onEvent) threw/);
  }

  async function assertRefused(name: string, answer: Response, words: RegExp): Promise<void> {
    assert.equal(answer.status, 500);
    assert.match(answer.headers.get('Content-Type') ?? '', /^application\/problem\+json/);
    const { detail } = (await answer.json()) as { detail: string };
    assert.match(detail, words);
    assertTold(words);
    const [[error]] = logged as [[unknown]];
    assert.ok(error instanceof TypeError, 'the log has a TypeError');
    assert.ok(error.message.startsWith(`${name}: Expected `), error.message);
  }

  return { logged, assertTold, assertRefused };
}
