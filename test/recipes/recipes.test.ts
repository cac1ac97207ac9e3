import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { Webhook } from 'standardwebhooks';
import { startSandbox, type Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { startWorkerd } from '../server/support/runtimes.ts';

/** A running recipe. */
type Running = { send(path: string, init: RequestInit): Promise<Response>; close(): Promise<void> };

const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`;

async function listening(server: Server): Promise<Running> {
  if (!server.listening) server.listen(0, '127.0.0.1');
  if (!server.address()) await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    send: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A route's module: it exports one function for each method. */
type Route<Given> = Partial<Record<string, (given: Given) => Promise<Response>>>;

/** Routes of a framework that are modules, called with the argument that the framework makes of a request. */
function routes<Given>(modules: Record<string, Route<Given>>, argumentFor: (request: Request) => Given): Running {
  return {
    async send(path, init) {
      const request = new Request(`http://shop.example${path}`, init);
      const answer = modules[path]?.[request.method];
      if (!answer) throw new Error(`Expected a route for ${request.method} ${path}.`);
      return answer(argumentFor(request));
    },
    async close() {},
  };
}

const recipes: Record<string, (env: Record<string, string>) => Promise<Running>> = {
  "Node's http": async () => listening((await import('../../demo/recipes/node-http.ts')).server),
  Express: async () => listening(createServer((await import('../../demo/recipes/express.ts')).app)),
  async Fastify() {
    const { app } = await import('../../demo/recipes/fastify.ts');
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    return { send: (path, init) => fetch(origin + path, init), close: () => app.close() };
  },
  async Hono() {
    const { app } = await import('../../demo/recipes/hono.ts');
    return listening(serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server);
  },
  async 'a Next.js route'() {
    const token = await import('../../demo/recipes/next/app/api/widget-token/route.ts');
    const webhook = await import('../../demo/recipes/next/app/webhooks/araucaria/route.ts');
    return routes({ '/api/widget-token': token, '/webhooks/araucaria': webhook }, (request) => request);
  },
  async 'a SvelteKit endpoint'() {
    const token = await import('../../demo/recipes/sveltekit/src/routes/api/widget-token/+server.ts');
    const webhook = await import('../../demo/recipes/sveltekit/src/routes/webhooks/araucaria/+server.ts');
    return routes({ '/api/widget-token': token, '/webhooks/araucaria': webhook }, (request) => ({ request }));
  },
  async 'a Cloudflare Worker'(env) {
    const worker = await startWorkerd(join(import.meta.dirname, '../../demo/recipes/worker.ts'), env);
    return { send: (path, init) => fetch(worker.origin + path, init), close: worker.close };
  },
};

for (const [name, start] of Object.entries(recipes)) {
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

    it('passes a preflight to the handler', async () => {
      const headers = { Origin: 'https://app.example', 'Access-Control-Request-Method': 'POST' };
      const answer = await recipe.send('/api/widget-token', { method: 'OPTIONS', headers });
      // The handler's answer while no origin is allowed. A framework itself would answer 204 or 404.
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('Allow'), 'POST');
      assert.equal(answer.headers.get('Content-Type'), 'application/problem+json');
      await answer.body?.cancel();
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

describe('the routes of frameworks with a build', () => {
  const files = ['next/app/api/widget-token/route', 'next/app/webhooks/araucaria/route'].concat(
    ['api/widget-token', 'webhooks/araucaria'].map((path) => `sveltekit/src/routes/${path}/+server`),
  );
  for (const file of files) {
    it(`${file} can be loaded by a build, without keys`, () => {
      const url = new URL(`../../demo/recipes/${file}.ts`, import.meta.url).href;
      const source = `const { POST } = await import(${JSON.stringify(url)}); process.exitCode = POST ? 0 : 2;`;
      const args = ['--input-type=module', '--eval', source];
      const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH: process.env['PATH'] } });
      assert.equal(status, 0, String(stderr));
    });
  }
});

let started: Promise<Sandbox> | undefined;
/** One sandbox for all recipes: they read their settings when they are imported. */
const shared = (): Promise<Sandbox> => (started ??= startSandbox({ port: 0, database: ':memory:' }));
after(async () => (await started)?.close());
