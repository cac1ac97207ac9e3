import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { toNodeHandler } from 'araucaria-connect/node';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import express from 'express';
import { listening, type Running } from './support/running.ts';

/** What a sign-in does, with a user of the test's choice. */
const signIn: express.RequestHandler = (request, _response, next) => {
  const id = request.get('X-User');
  if (id) Object.assign(request, { user: { id } });
  next();
};

describe("the guide to the backend, with the user that a sign-in puts on Express' request", () => {
  let sandbox: Sandbox;
  let app: Running;
  let client: typeof import('../../demo/guides/backend/client.ts');

  before(async () => {
    sandbox = await startSandbox();
    Object.assign(process.env, { ARAUCARIA_API_KEY: sandbox.apiKey, ARAUCARIA_API_URL: sandbox.url });
    const { mintWidgetToken } = await import('../../demo/guides/backend/express-session.ts');
    client = await import('../../demo/guides/backend/client.ts');
    app = await listening(createServer(express().use(signIn).all('/api/widget-token', toNodeHandler(mintWidgetToken))));
  });
  after(async () => {
    await app.close();
    await sandbox.close();
  });

  const ask = (user: string, body: object): Promise<Response> =>
    app.send('/api/widget-token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', 'X-User': user },
      body: JSON.stringify(body),
    });

  it('gives a token to a user who is signed in, and repairs for the owner alone', async () => {
    assert.equal((await ask('', {})).status, 403, 'nobody is signed in');
    const { connectionId } = (await (await ask('ana', {})).json()) as { connectionId: string };
    await sandbox.connect(connectionId);
    assert.equal((await ask('ana', { connectionId })).status, 409, 'hers, and not broken');
    await sandbox.failAuth(connectionId);
    assert.equal((await ask('bea', { connectionId })).status, 403, 'not hers');
    assert.equal((await ask('ana', { connectionId })).status, 200, 'hers, and broken');
  });

  it('asks Araucaria for the status of a connection, also of one that has ended', async () => {
    const { connectionId } = (await (await ask('ana', {})).json()) as { connectionId: string };
    assert.equal(await client.statusOf(connectionId), 'PENDING');
    await client.araucaria.deleteConnection(connectionId);
    assert.equal(await client.statusOf(connectionId), null);
  });
});
