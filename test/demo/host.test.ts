import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { networkInterfaces } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { startDemo, type Demo } from '../../demo/start-demo.ts';
import { startHost } from '../../demo/host/start-host.ts';
import { Visitor, type Update } from './support/visitor.ts';

const apiKey = 'arau_demo_test_key';

describe('the demo host', () => {
  let demo: Demo;

  before(async () => {
    const sandbox = { port: 0, database: ':memory:', bankDelay: 0, apiKey };
    demo = await startDemo({ port: 0, database: ':memory:', sandbox });
  });
  after(() => demo.close());

  async function visitor(): Promise<Visitor> {
    const someone = new Visitor(demo.hostUrl);
    await someone.open();
    return someone;
  }

  /** Connects without a browser. */
  async function link(connectionId: string): Promise<void> {
    const { status } = await fetch(`${demo.sandboxUrl}/sandbox/connections/${connectionId}/connect`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    assert.equal(status, 200);
  }

  it('serves its page with a policy that names the widget and allows nothing inline', async () => {
    const page = await new Visitor(demo.hostUrl).open();
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    for (const directive of [
      "default-src 'none'",
      `script-src 'self' ${demo.sandboxUrl}`,
      "style-src 'self'",
      `frame-src ${demo.sandboxUrl}`,
      "require-trusted-types-for 'script'",
      'trusted-types lit-html araucaria-connect',
    ]) {
      assert.ok(policy.split('; ').includes(directive), directive);
    }
    assert.match(await page.text(), new RegExp(`widget-src="${demo.sandboxUrl}/widget/araucaria-connect.js"`));
  });

  it('gives each browser one session, which scripts and other sites can not use', async () => {
    const someone = new Visitor(demo.hostUrl);
    const cookie = (await someone.open()).headers.get('Set-Cookie') ?? '';
    assert.match(cookie, /; HttpOnly(;|$)/);
    assert.match(cookie, /; SameSite=Lax(;|$)/);
    assert.equal((await someone.open()).headers.get('Set-Cookie'), null);
  });

  it('serves the snippet page and the files of the pages', async () => {
    const someone = new Visitor(demo.hostUrl);
    for (const [path, type] of [
      ['/script-tag.html', 'text/html'],
      ['/app.js', 'text/javascript'],
      ['/developer.js', 'text/javascript'],
      ['/look.js', 'text/javascript'],
      ['/texts.js', 'text/javascript'],
      ['/style.css', 'text/css'],
      ['/connections.css', 'text/css'],
      ['/developer.css', 'text/css'],
      ['/icon.svg', 'image/svg+xml'],
    ] as const) {
      const { status, headers } = await someone.get(path);
      assert.equal(status, 200, path);
      assert.ok(headers.get('Content-Type')?.startsWith(type), path);
      assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    }
  });

  it('serves no file from outside its pages', async () => {
    for (const path of ['/../host/backend.ts', '/..%2fhost%2fbackend.ts', '/%2e%2e/package.json']) {
      const request = get(new URL(demo.hostUrl).origin, { path });
      const [response] = await once(request, 'response');
      response.resume();
      assert.equal(response.statusCode, 404, path);
    }
  });

  it('answers on every loopback address, and under no other name', async () => {
    const { port } = new URL(demo.hostUrl);
    const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));
    for (const [hostname, Host, status] of [
      ['127.0.0.1', `localhost:${port}`, 200],
      [hasIPv6 ? '::1' : '127.0.0.1', `localhost:${port}`, 200],
      ['127.0.0.1', 'rebound.example', 403],
    ] as const) {
      const [response] = await once(get({ hostname, port, headers: { Host } }), 'response');
      response.resume();
      assert.equal(response.statusCode, status, `${hostname} as ${Host}`);
    }
  });

  it('lists a connection after its webhook, and not before', async () => {
    const someone = await visitor();
    const connectionId = await someone.createConnection();
    assert.deepEqual(await someone.connections(), []);
    const updates = await updatesOf(someone);
    await link(connectionId);
    await updates.until(({ event }) => event === 'webhook');
    const connections = [{ connectionId, status: 'CONNECTED', institutionId: 'banco-alerce' }];
    assert.deepEqual((await updates.until(({ event }) => event === 'connections')).data, connections);
    assert.deepEqual(await someone.connections(), connections);
    updates.stop();
  });

  it('breaks a connection once, and lets its user repair it', async () => {
    const someone = await visitor();
    const connectionId = await someone.createConnection();
    const updates = await updatesOf(someone);
    await link(connectionId);
    await updates.until(({ event }) => event === 'webhook');

    assert.equal((await someone.post('/api/widget-token', { connectionId })).status, 409);
    assert.equal((await someone.post(`/api/connections/${connectionId}/break`)).status, 204);
    const { data } = await updates.until(({ event }) => event === 'webhook');
    assert.equal((data as { type: string }).type, 'connection.failed_auth');
    assert.equal((await someone.post(`/api/connections/${connectionId}/break`)).status, 409);
    assert.equal((await someone.post('/api/widget-token', { connectionId })).status, 200);
    updates.stop();
  });

  it('has the accounts of a linked bank for its user', async () => {
    const someone = await visitor();
    const connectionId = await someone.createConnection();
    const path = `/api/connections/${connectionId}/accounts`;
    assert.equal((await someone.get(path)).status, 502);
    await link(connectionId);
    const answer = await someone.get(path);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('Cache-Control'), 'no-store');
    const { institution, accounts } = (await answer.json()) as { institution: { name: string }; accounts: unknown[] };
    assert.equal(institution.name, 'Banco Alerce');
    assert.equal(accounts.length, 3);
  });

  it('ends a connection for its user at Araucaria, and hears of it', async () => {
    const someone = await visitor();
    const connectionId = await someone.createConnection();
    const updates = await updatesOf(someone);
    await link(connectionId);
    await updates.until(({ event }) => event === 'webhook');
    for (const time of ['first', 'second']) {
      assert.equal((await someone.post(`/api/connections/${connectionId}/disconnect`)).status, 204, time);
      assert.deepEqual(await someone.connections(), []);
    }
    const { data } = await updates.until(({ event }) => event === 'webhook');
    assert.equal((data as { type: string }).type, 'connection.disconnected');
    assert.deepEqual((await updates.until(({ event }) => event === 'connections')).data, []);
    const { status } = await fetch(`${demo.sandboxUrl}/v1/connections/${connectionId}`, {
      headers: { Authorization: `Bearer ${apiKey}` },
    });
    assert.equal(status, 404);
    assert.equal((await someone.post('/api/widget-token', { connectionId })).status, 404);
    updates.stop();
  });

  it('does nothing for a page of another site, nor of another port of this machine', async () => {
    const someone = await visitor();
    const connectionId = await someone.createConnection();
    await link(connectionId);
    for (const site of ['cross-site', 'same-site']) {
      for (const action of ['break', 'disconnect']) {
        const { status } = await someone.post(`/api/connections/${connectionId}/${action}`, {}, site);
        assert.equal(status, 403, `${action} ${site}`);
      }
    }
  });

  it('reloads every open page after a rebuild', async () => {
    const pages = await Promise.all([updatesOf(await visitor()), updatesOf(await visitor())]);
    demo.reload();
    for (const updates of pages) {
      await updates.until(({ event }) => event === 'reload');
      updates.stop();
    }
  });

  it("does not show, break or repair another user's connection", async () => {
    const owner = await visitor();
    const connectionId = await owner.createConnection();
    const updates = await updatesOf(owner);
    await link(connectionId);
    await updates.until(({ event }) => event === 'webhook');

    const other = await visitor();
    const stranger = new Visitor(demo.hostUrl);
    assert.deepEqual(await other.connections(), []);
    const othersUpdates = await updatesOf(other);
    assert.deepEqual(othersUpdates.first, []);
    assert.equal((await other.post(`/api/connections/${connectionId}/break`)).status, 404);
    assert.equal((await other.post(`/api/connections/${connectionId}/disconnect`)).status, 404);
    assert.equal((await other.get(`/api/connections/${connectionId}/accounts`)).status, 404);
    assert.equal((await stranger.post(`/api/connections/${connectionId}/disconnect`)).status, 401);
    assert.equal((await other.post('/api/widget-token', { connectionId })).status, 403);
    assert.equal((await stranger.get('/api/connections')).status, 401);
    assert.equal((await stranger.get('/api/events')).status, 401);
    assert.equal((await stranger.post(`/api/connections/${connectionId}/break`)).status, 401);
    assert.equal((await stranger.post('/api/widget-token')).status, 403);

    // The other user gets no update of the owner: the next one is about a connection of their own.
    await owner.post(`/api/connections/${connectionId}/break`);
    await updates.until(({ event }) => event === 'webhook');
    const own = await other.createConnection();
    await link(own);
    const { data } = await othersUpdates.until(({ event }) => event === 'webhook');
    assert.equal((data as { connectionId: string }).connectionId, own);
    updates.stop();
    othersUpdates.stop();
  });

  it('names PORT if the port is in use', async () => {
    const port = Number(new URL(demo.hostUrl).port);
    const webhookSecret = `whsec_${'A'.repeat(32)}`;
    const settings = { port, database: ':memory:', araucariaUrl: demo.sandboxUrl, apiKey, webhookSecret };
    await assert.rejects(startHost(settings), { message: `PORT: expected a free port; ${port} is in use.` });
  });
});

type UpdateReader = {
  /** The snapshot that came first. */
  first: unknown;
  until(wanted: (update: Update) => boolean): Promise<Update>;
  stop(): void;
};

/** Reads one visitor's updates in order, from now on. */
async function updatesOf(someone: Visitor): Promise<UpdateReader> {
  const controller = new AbortController();
  const stream = someone.updates(controller.signal);
  const until: UpdateReader['until'] = async (wanted) => {
    for (;;) {
      const { value } = await stream.next();
      if (!value) throw new Error('Expected more updates; the stream ended.');
      if (wanted(value)) return value;
    }
  };
  const { data } = await until(({ event }) => event === 'connections');
  return { first: data, until, stop: () => controller.abort() };
}
