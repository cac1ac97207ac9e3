import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
import { canarySecret } from '../server/support/canary-key.ts';
import { startApiProxy, type ApiProxy } from './support/api-proxy.ts';
import { startDatabases, type HostDatabases } from './support/host-databases.ts';
import { Host } from './support/host.ts';
import { missingServers } from './support/servers.ts';
import { signedWebhook } from './support/signed-webhook.ts';

const recipes = join(import.meta.dirname, '../../demo/recipes/webhooks');

describe('a backend that asks the API at each webhook', { skip: missingServers }, () => {
  let databases: HostDatabases;
  let sandbox: Sandbox;
  let api: ApiProxy;
  let environment: Record<string, string>;
  let first: Host;
  let second: Host;
  before(async () => {
    databases = await startDatabases();
    sandbox = await startSandbox();
    api = await startApiProxy(sandbox.url);
    environment = {
      ...databases.environment,
      ARAUCARIA_API_KEY: sandbox.apiKey,
      ARAUCARIA_API_URL: api.url,
    };
  });
  after(async () => {
    await api?.[Symbol.asyncDispose]();
    await sandbox?.close();
    await databases?.[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    await databases.empty();
    const settings = { recipe: join(recipes, 'ask.ts'), claim: join(recipes, 'redis-claim.ts'), environment };
    first = new Host(settings);
    second = new Host(settings);
    await Promise.all([first.start(), second.start()]);
  });
  afterEach(async () => {
    await first.kill();
    await second.kill();
  });

  it('believes it, whatever the webhook says and whatever its timestamp', async () => {
    const { connectionId } = await sandbox.createConnection();
    await sandbox.connect(connectionId);
    await sandbox.failAuth(connectionId);
    // Both events with the same timestamp, the later one first.
    assert.equal(await first.deliver(signedWebhook({ id: 'msg_2', connectionId, status: 'FAILED_AUTH' })), 204);
    assert.equal(await second.deliver(signedWebhook({ id: 'msg_1', connectionId, status: 'CONNECTED' })), 204);
    assert.equal(await databases.statusOf(connectionId), 'FAILED_AUTH');
  });

  it('overwrites nothing with an answer that another process has overtaken', async () => {
    const { connectionId } = await sandbox.createConnection();
    await sandbox.connect(connectionId);
    const answer = api.holdAnswer();
    const overtaken = first.deliver(signedWebhook({ id: 'msg_1', connectionId, status: 'CONNECTED' }));
    await answer.held;
    await sandbox.failAuth(connectionId);
    assert.equal(await second.deliver(signedWebhook({ id: 'msg_2', connectionId, status: 'FAILED_AUTH' })), 204);
    answer.release();
    assert.equal(await overtaken, 204);
    assert.equal(await databases.statusOf(connectionId), 'FAILED_AUTH');
  });

  it('says that a connection has ended which the API no longer knows', async () => {
    const { connectionId } = await sandbox.createConnection();
    const headers = { Authorization: `Bearer ${sandbox.apiKey}` };
    await fetch(`${sandbox.url}/v1/connections/${connectionId}`, { method: 'DELETE', headers });
    assert.equal(await first.deliver(signedWebhook({ id: 'msg_1', connectionId, status: 'DISCONNECTED' })), 204);
    assert.equal(await databases.statusOf(connectionId), 'DISCONNECTED');
  });

  it('finds out later what no webhook told', { timeout: 60_000 }, async () => {
    const ids = await Promise.all([1, 2, 3].map(async () => (await sandbox.createConnection()).connectionId));
    const [pending = '', connected = '', broken = ''] = ids;
    for (const id of ids) await databases.pool.query('insert into connections (id) values ($1)', [id]);
    await sandbox.connect(connected);
    await sandbox.connect(broken);
    await sandbox.failAuth(broken);
    const source = `const { reconcile } = await import('${join(recipes, 'reconcile.ts')}'); process.exit(await reconcile());`;
    const env = { ...process.env, ...environment, ARAUCARIA_WEBHOOK_SECRET: canarySecret };
    const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { env, stdio: 'ignore' });
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    const statuses = await Promise.all([pending, connected, broken].map((id) => databases.statusOf(id)));
    assert.deepEqual(statuses, ['PENDING', 'CONNECTED', 'FAILED_AUTH']);
  });
});
