import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { createWebhookHandler, type WebhookHandlerOptions } from '../../src/server/index.ts';
import { canarySecret } from './support/canary-key.ts';
import { body, headers, sentAt } from './support/signed-webhook.ts';

/** What the error says came in place of a secret. */
function got(secret: unknown): string | undefined {
  try {
    createWebhookHandler({ secret: secret as string, onEvent() {} });
  } catch (error) {
    return /got (.*)\.$/.exec((error as Error).message)?.[1];
  }
  return undefined;
}

describe('createWebhookHandler', () => {
  const secrets = [
    undefined,
    null,
    '',
    [],
    'whsec_',
    'Y2FuYXJ5',
    'whsec_c2hvcnQ=',
    `${canarySecret}\n`,
    [canarySecret, ''],
  ];
  for (const secret of secrets) {
    it(`refuses the secret ${inspect(secret).slice(0, 20)} without repeating it`, () => {
      const options = { secret, onEvent() {} } as WebhookHandlerOptions;
      assert.throws(() => createWebhookHandler(options), {
        name: 'TypeError',
        message: /expected secret(?:\[1\])? to be whsec_ and the base64 of at least 24 bytes, or a list of such; got /,
      });
    });
  }

  it('calls onEvent again if a call has not settled within a minute, even if that call settles later', async ({
    mock,
  }) => {
    mock.timers.enable({ apis: ['Date'], now: sentAt });
    const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
    let calls = 0;
    const handle = createWebhookHandler({
      secret: canarySecret,
      onEvent() {
        begun[calls]?.resolve();
        return ends[calls++]?.promise;
      },
    });
    const deliver = async (): Promise<number> =>
      (await handle(new Request('https://shop.example/webhooks', { method: 'POST', headers, body }))).status;
    mock.method(console, 'error', () => {});

    const first = deliver();
    await begun[0].promise;
    mock.timers.tick(59_999);
    assert.equal(await deliver(), 503);
    mock.timers.tick(1);
    const second = deliver();
    assert.equal(await Promise.race([begun[1].promise, second]), undefined, 'answered without a call');
    assert.equal(await deliver(), 503, 'the second call goes on');
    ends[0].reject(new Error('The connection to the database is gone.'));
    assert.equal(await first, 500);
    assert.equal(await deliver(), 503, 'and still does');
    ends[1].resolve();
    assert.equal(await second, 204);
    assert.equal(await deliver(), 204);
    assert.equal(calls, 2);
  });

  it('says what came in place of a secret', () => {
    assert.equal(got(`${canarySecret}\n`), 'a string with a blank or a line break at one end');
    assert.equal(got(`"${canarySecret}"`), 'a string in quotes');
    assert.equal(got(''), 'an empty string');
    assert.equal(got(canarySecret.slice(0, 12)), 'a string of another form');
    assert.equal(got(undefined), 'undefined');
  });

  it('names onEvent if it is not a function', () => {
    const options = { secret: canarySecret } as WebhookHandlerOptions;
    assert.throws(() => createWebhookHandler(options), /expected onEvent to be a function/);
  });
});
