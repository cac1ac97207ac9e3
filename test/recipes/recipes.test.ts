import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { startWorkerd } from '../server/support/runtimes.ts';
import { describeRecipe } from './support/recipe-suite.ts';
import { listening, routes, type Running } from './support/running.ts';

const recipes: Record<string, (env: Record<string, string>) => Promise<Running>> = {
  "Node's http": async () => listening((await import('../../demo/recipes/node-http.ts')).server),
  Express: async () => listening(createServer((await import('../../demo/recipes/express.ts')).app)),
  async Fastify() {
    const { app } = await import('../../demo/recipes/fastify.ts');
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    return { origin, send: (path, init) => fetch(origin + path, init), close: () => app.close() };
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
    const { origin, close } = await startWorkerd(join(import.meta.dirname, '../../demo/recipes/worker.ts'), env);
    return { origin, send: (path, init) => fetch(origin + path, init), close };
  },
};

for (const [name, start] of Object.entries(recipes)) describeRecipe(name, start);

/** Modules that a build or a deployment loads, and what one of them exports. */
const loadedBefore: Record<string, string> = {
  'next/app/api/widget-token/route': 'POST',
  'next/app/webhooks/araucaria/route': 'POST',
  'sveltekit/src/routes/api/widget-token/+server': 'POST',
  'sveltekit/src/routes/webhooks/araucaria/+server': 'POST',
  'serverless/firebase/src/index': 'widgetToken',
};

describe('the routes of frameworks with a build or a deployment', () => {
  for (const [file, exported] of Object.entries(loadedBefore)) {
    it(`${file} can be loaded by it, without keys`, () => {
      const url = new URL(`../../demo/recipes/${file}.ts`, import.meta.url).href;
      const source = `const { ${exported} } = await import(${JSON.stringify(url)}); process.exitCode = ${exported} ? 0 : 2;`;
      const args = ['--input-type=module', '--eval', source];
      const { status, stderr } = spawnSync(process.execPath, args, { env: { PATH: process.env['PATH'] } });
      assert.equal(status, 0, String(stderr));
    });
  }
});
