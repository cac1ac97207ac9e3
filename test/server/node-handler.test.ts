import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import express from 'express';
import fastify from 'fastify';
import { toNodeHandler } from '../../src/server/node/index.ts';
import { createTokenHandler, createWebhookHandler } from '../../src/server/index.ts';
import { canaryKey, canarySecret } from './support/canary-key.ts';
import { body, headers } from './support/signed-webhook.ts';

const contexts: unknown[] = [];
const events: unknown[] = [];

const token = toNodeHandler(
  createTokenHandler({
    apiKey: canaryKey,
    authorize(_request, { context }) {
      contexts.push(context);
      return true;
    },
    fetch: async () => Response.json({ widgetToken: 'wtk_1', connectionId: 'conn_1' }),
  }),
);
const webhook = toNodeHandler(
  createWebhookHandler({ secret: canarySecret, onEvent: (event) => void events.push(event) }),
);

async function started(t: TestContext, server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function assertToken(origin: string): Promise<void> {
  const answer = await fetch(`${origin}/api/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
    body: '{}',
  });
  assert.deepEqual(await answer.json(), { widgetToken: 'wtk_1', connectionId: 'conn_1' });
  assert.equal(answer.headers.get('Cache-Control'), 'no-store');
}

async function sendWebhook(origin: string): Promise<Response> {
  return fetch(`${origin}/webhooks`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  });
}

describe('toNodeHandler', () => {
  it("is a listener of Node's http", async (t) => {
    const origin = await started(
      t,
      createServer((request, response) => void token(request, response)),
    );
    await assertToken(origin);
    assert.ok((contexts.at(-1) as IncomingMessage).rawHeaders);
  });

  for (const [when, parser] of [
    ['before a parser', express.raw({ type: 'nothing' })],
    ['after a parser of JSON', express.json()],
    ['after a parser of bytes', express.raw({ type: () => true })],
    ['after a parser of text', express.text({ type: () => true })],
  ] as const) {
    it(`is a route of Express, ${when}`, async (t) => {
      const app = express();
      app.use(parser);
      app.use((request, _response, next) => {
        Object.assign(request, { user: 'ana' });
        next();
      });
      const router = express.Router();
      router.all('/token', token);
      app.use('/api', router);
      await assertToken(await started(t, createServer(app)));
      assert.equal((contexts.at(-1) as { user: string }).user, 'ana');
    });
  }

  it('is a route of Fastify, with its own parser of JSON', async (t) => {
    const app = fastify();
    app.post('/api/token', token);
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    t.after(() => app.close());
    await assertToken(origin);
  });

  it('verifies a webhook by the bytes that a parser kept', async (t) => {
    const app = express();
    app.use(express.json({ verify: (request, _response, rawBody) => Object.assign(request, { rawBody }) }));
    app.post('/webhooks', webhook);
    assert.equal((await sendWebhook(await started(t, createServer(app)))).status, 204);
    assert.equal(events.length, 1);
  });

  it('says how to keep the bytes of a webhook that a parser did not keep', async (t) => {
    t.mock.method(console, 'error', () => {});
    const app = express();
    app.use(express.json());
    app.post('/webhooks', webhook);
    const answer = await sendWebhook(await started(t, createServer(app)));
    assert.equal(answer.status, 500);
    assert.match(((await answer.json()) as { detail: string }).detail, /Mount this route before the parser, or keep/);
  });
});
