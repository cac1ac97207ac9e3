import 'reflect-metadata';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import { bodyParser } from '@koa/bodyparser';
import { NestFactory } from '@nestjs/core';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import { startWorkerd } from '../server/support/runtimes.ts';
import { describeRecipe } from './support/recipe-suite.ts';
import { listening, routes, type Running } from './support/running.ts';

const recipes: Record<string, (env: Record<string, string>) => Promise<Running>> = {
  "Node's http": async () => listening((await import('../../demo/recipes/node-http.ts')).server),
  async Express() {
    const { araucaria } = await import('../../demo/recipes/express.ts');
    return listening(createServer(express().use(araucaria, express.json())));
  },
  async Fastify() {
    const { araucaria } = await import('../../demo/recipes/fastify.ts');
    const app = fastify().register(araucaria);
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    return { origin, send: (path, init) => fetch(origin + path, init), close: () => app.close() };
  },
  async Hono() {
    const { araucaria } = await import('../../demo/recipes/hono.ts');
    const app = new Hono().route('/', araucaria);
    return listening(serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server);
  },
  async Koa() {
    const { araucaria } = await import('../../demo/recipes/koa.ts');
    const answer = new Koa().use(araucaria.routes()).use(bodyParser()).callback();
    return listening(createServer((request, response) => void answer(request, response)));
  },
  async Nest() {
    const { mountAraucaria } = await import('../../demo/recipes/nest.ts');
    const app = await NestFactory.create(
      class Shop {
        name = 'shop';
      },
      { logger: false },
    );
    mountAraucaria(app);
    await app.listen(0, '127.0.0.1');
    const origin = await app.getUrl();
    return { origin, send: (path, init) => fetch(origin + path, init), close: () => app.close() };
  },
  async 'a Next.js route'() {
    const token = await import('../../demo/recipes/next/app/api/widget-token/route.ts');
    const webhook = await import('../../demo/recipes/next/app/webhooks/araucaria/route.ts');
    return routes({ '/api/widget-token': token, '/webhooks/araucaria': webhook }, (request) => request);
  },
  async "Next.js' pages router"() {
    const token = await import('../../demo/recipes/next/pages/api/widget-token.ts');
    const webhook = await import('../../demo/recipes/next/pages/api/webhooks/araucaria.ts');
    const server = createServer((request, response) => {
      const { default: route, config } = request.url === '/api/widget-token' ? token : webhook;
      // Without this setting, Next would have parsed the body.
      assert.equal(config.api.bodyParser, false);
      void route(request, response);
    });
    return listening(server);
  },
  async 'a SvelteKit endpoint'() {
    const token = await import('../../demo/recipes/sveltekit/src/routes/api/widget-token/+server.ts');
    const webhook = await import('../../demo/recipes/sveltekit/src/routes/webhooks/araucaria/+server.ts');
    return routes({ '/api/widget-token': token, '/webhooks/araucaria': webhook }, (request) => ({ request }));
  },
  async 'a Cloudflare Worker'(env) {
    const { origin, close } = await startWorkerd(
      join(import.meta.dirname, '../../demo/recipes/serverless/cloudflare/worker.ts'),
      env,
    );
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
