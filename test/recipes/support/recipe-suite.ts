import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { startSandbox, type Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { checkEndpoint } from '../../../src/cli/check/check-endpoint.ts';
import { overHttp, type Running } from './running.ts';

const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;

let started: Promise<Sandbox> | undefined;
/** One sandbox for all recipes of a test file: they read their settings when they are imported. */
const shared = (): Promise<Sandbox> => (started ??= startSandbox({ port: 0, database: ':memory:' }));
after(async () => (await started)?.close());

/**
 * What every recipe does, behind its framework. `env`: its settings, which are in `process.env` as well. `skip`: rules of the
 * check about requests that the platform answers itself.
 */
export function describeRecipe(
  name: string,
  start: (env: Record<string, string>) => Promise<Running>,
  skip: readonly string[] = [],
): void {
  describe(`the recipe for ${name}`, () => {
    let sandbox: Sandbox;
    let recipe: Running;

    before(async () => {
      sandbox = await shared();
      const env = {
        ARAUCARIA_API_KEY: sandbox.apiKey,
        ARAUCARIA_API_URL: sandbox.url,
        ARAUCARIA_WEBHOOK_SECRET: webhookSecret,
      };
      Object.assign(process.env, env);
      recipe = await start(env);
    });
    after(() => recipe.close());

    const ask = (user: string | null, body: object): Promise<Response> =>
      recipe.send('/api/widget-token', {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Sec-Fetch-Site': 'same-origin',
          ...(user !== null && { Cookie: `session=${user}` }),
        },
        body: JSON.stringify(body),
      });

    it('mints tokens for its users, and repairs only their own connections', async () => {
      const answer = await ask('ana', {});
      assert.equal(answer.status, 200);
      const { widgetToken, connectionId } = (await answer.json()) as { widgetToken: string; connectionId: string };
      assert.match(widgetToken, /^wtk_/);
      assert.equal((await ask(null, {})).status, 403, 'a stranger');
      assert.equal((await ask('ana', { connectionId })).status, 409, 'hers, and not broken');
      assert.equal((await ask('bea', { connectionId })).status, 403, 'not hers');
      await sandbox.connect(connectionId);
      await sandbox.failAuth(connectionId);
      assert.equal((await ask('ana', { connectionId })).status, 200);
    });

    it('knows its own pages by the host that it is called by, in browsers without fetch metadata', async () => {
      const from = (origin: string): Promise<Response> =>
        recipe.send('/api/widget-token', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Cookie: 'session=ana', Origin: origin },
          body: '{}',
        });
      assert.equal((await from(recipe.origin)).status, 200);
      const refused = await from('https://evil.example');
      assert.equal(refused.status, 403);
      const { detail } = (await refused.json()) as { detail: string };
      assert.match(detail, /Origin https:\/\/evil\.example came/);
    });

    it('passes a preflight to the handler', async () => {
      const headers = { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' };
      const answer = await recipe.send('/api/widget-token', { method: 'OPTIONS', headers });
      // The handler's answer while no origin is allowed. A framework itself would answer 204 or 404.
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('Allow'), 'POST');
      assert.equal(answer.headers.get('Content-Type'), 'application/problem+json');
      await answer.body?.cancel();
    });

    it('holds all rules of the check', async (t) => {
      t.mock.method(console, 'error', () => {});
      await using served = await overHttp(recipe);
      const outcomes = await checkEndpoint(
        {
          url: new URL('/api/widget-token', served.origin),
          headers: { Cookie: 'session=ana' },
          origin: null,
          connectionId: null,
          api: null,
          timeoutMs: 20_000,
        },
        // The test above is about its origin, which is another one than that of a server in front of it.
        served.origin === recipe.origin ? skip : [...skip, 'own-origin'],
      );
      assert.deepEqual(
        outcomes.filter(({ result }) => result === 'falls-short'),
        [],
      );
      assert.ok(outcomes.filter(({ result }) => result === 'holds').length > 20);
    });

    it('accepts a signed webhook, and no other', async () => {
      const payload = JSON.stringify({
        type: 'connection.connected',
        timestamp: new Date().toISOString(),
        data: { connectionId: 'conn_1', status: 'CONNECTED', institutionId: null },
      });
      const deliver = async (body: string): Promise<number> => {
        const sentAt = new Date();
        const headers = {
          'Content-Type': 'application/json',
          'webhook-id': `msg_${name.length}`,
          'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
          'webhook-signature': new Webhook(webhookSecret).sign(`msg_${name.length}`, sentAt, payload),
        };
        return (await recipe.send('/webhooks/araucaria', { method: 'POST', headers, body })).status;
      };
      assert.equal(await deliver(payload), 204);
      assert.equal(await deliver(`${payload} `), 400);
    });
  });
}
