import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { isKnownHost } from '../../src/sandbox/http/addresses.ts';
import type { LogEvent } from '../../src/sandbox/runtime/log.ts';
import { completeSettings } from '../../src/sandbox/settings.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { hostOrigin, sandboxFor } from './support/client.ts';

const publicUrl = 'https://sandbox.example';

/** The status and the body of a request with these headers, which `fetch` would not send. */
async function ask(url: string, method: string, headers: Record<string, string>): Promise<[number, string]> {
  const sent = httpRequest(url, { method, headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return [response.statusCode ?? 0, await text(response)];
}

/** A proxy that replaces the host by that of its target, as nginx does unless it is told not to. */
async function proxyFor(t: TestContext, target: string): Promise<string> {
  const server: Server = createServer((request, response) => {
    const headers = { ...request.headers, host: new URL(target).host };
    const onward = httpRequest(target + request.url, { method: request.method ?? 'GET', headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the hosts that a sandbox answers for', () => {
  const hosts = {
    own: ['127.0.0.1', '127.0.0.1:4400', 'localhost', 'LOCALHOST:1', '127.0.0.9:80', '[::1]:4400'],
    public: ['sandbox.example', 'sandbox.example:443', 'Sandbox.Example'],
    near: ['192.168.1.5:4400', '[fe80::1]:4400', 'sandbox:4400', 'my-mac.local', 'host.docker.internal:4400'],
    none: [
      'evil.example',
      'sandbox.example.evil.example',
      'localhost.evil.example',
      'local',
      '',
      'a b',
      'sandbox.example:x',
    ],
  };
  const knownFor = (settings: Parameters<typeof isKnownHost>[1]): string[] =>
    Object.entries(hosts).flatMap(([kind, names]) => {
      const known = names.filter((name) => isKnownHost(name, settings)).length;
      return known === names.length ? [kind] : known === 0 ? [] : [`${known} of ${kind}`];
    });

  it('are loopback names, that of the public URL, and if other machines reach it those that nobody can own', () => {
    assert.deepEqual(knownFor({ host: '127.0.0.1', publicUrl: null }), ['own']);
    assert.deepEqual(knownFor({ host: '::1', publicUrl }), ['own', 'public']);
    assert.deepEqual(knownFor({ host: '0.0.0.0', publicUrl: null }), ['own', 'near', '1 of none']);
    assert.deepEqual(knownFor({ host: '::', publicUrl }), ['own', 'public', 'near', '1 of none']);
  });
});

describe('a sandbox with --host', () => {
  it('is reached on every address of the machine, and warns of the known API key', async () => {
    const events: LogEvent[] = [];
    await using sandbox = await startSandbox({ host: '0.0.0.0', log: (event) => events.push(event) });
    assert.match(sandbox.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
    for (const { address } of addresses.filter(({ family }) => family === 'IPv4')) {
      assert.equal((await fetch(`http://${address}:${sandbox.port}/sandbox/`)).status, 200, address);
    }
    assert.match(JSON.stringify(events[0]), /"warning".*set ARAUCARIA_API_KEY/);
  });

  it('warns of nothing if the key is another, and has the URL of its one address', async () => {
    const events: LogEvent[] = [];
    const log = (event: LogEvent): void => void events.push(event);
    await using sandbox = await startSandbox({ host: '127.0.0.9', apiKey: 'arau_mine', log });
    assert.equal(sandbox.url, `http://127.0.0.9:${sandbox.port}`);
    assert.equal((await sandbox.createConnection()).connectionId.length > 0, true);
    assert.equal(events[0]?.event, 'ready');
    await (await startSandbox({ host: '0.0.0.0', apiKey: 'arau_mine', log })).close();
    assert.ok(events.every(({ event }) => event !== 'warning'));
  });

  it('names the setting if it is no address of this machine', async () => {
    await assert.rejects(
      startSandbox({ host: '192.0.2.1' }),
      /ARAUCARIA_HOST \(host\): expected an address of this machine/,
    );
    for (const host of ['', 'localhost', 'http://127.0.0.1', '0.0.0.0:80']) {
      assert.throws(() => completeSettings({ host }), /ARAUCARIA_HOST \(host\): expected an IP address/);
    }
  });
});

describe('a sandbox with --public-url', () => {
  it('has it in its links, its documents and what it logs, and goes on at its own address', async (t) => {
    const events: LogEvent[] = [];
    const client = await sandboxFor(t, { publicUrl, log: (event) => events.push(event) });
    assert.equal(client.sandbox.widgetSrc, `${publicUrl}/widget/araucaria-connect.js`);
    assert.match(JSON.stringify(events[0]), /"console":"https:\/\/sandbox\.example\/sandbox\/"/);
    const { servers } = (await client.call('GET', '/sandbox/openapi.json')).body as { servers: { url: string }[] };
    assert.deepEqual(
      servers.map(({ url }) => url),
      [publicUrl],
    );
    assert.ok((await client.call('GET', '/sandbox/')).text.includes(`at <code>${publicUrl}</code>`));
    await client.create();
  });

  it('lets pages of its host open the widget, on any port', async (t) => {
    const client = await sandboxFor(t, { publicUrl: 'http://192.168.1.5:4400' });
    const { headers } = await client.call('GET', '/widget/frame/index.html');
    assert.match(
      headers.get('Content-Security-Policy') ?? '',
      /frame-ancestors .*http:\/\/192\.168\.1\.5:\* https:\/\/192\.168\.1\.5:\*$/,
    );
    const { widgetToken, connectionId } = await client.create();
    assert.equal((await client.session(widgetToken, connectionId, 'http://192.168.1.5:5173')).status, 200);
    assert.equal((await client.session(widgetToken, connectionId, 'http://192.168.1.6:5173')).status, 403);
  });

  it('accepts the calls and forms that come from it, whatever host a proxy has put', async (t) => {
    const client = await sandboxFor(t, { publicUrl });
    const proxy = await proxyFor(t, client.url);
    const { widgetToken, connectionId } = await client.create();
    const session = (origin: string, url = proxy): Promise<Response> =>
      fetch(`${url}/widget/api/session`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${widgetToken}`, 'Content-Type': 'application/json', Origin: origin },
        body: JSON.stringify({ connectionId, origin: hostOrigin }),
      });
    assert.equal((await session(publicUrl)).status, 200);
    assert.equal((await session(client.url, client.url)).status, 200);
    assert.equal((await session('https://evil.example')).status, 403);
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': '0' };
    assert.equal((await ask(`${proxy}/sandbox/`, 'POST', { ...form, Origin: publicUrl }))[0], 422);
    assert.equal((await ask(`${proxy}/sandbox/`, 'POST', { ...form, Origin: 'https://evil.example' }))[0], 403);
    assert.equal((await ask(`${client.url}/sandbox/`, 'GET', { Host: 'sandbox.example' }))[0], 200);
    assert.equal((await ask(`${client.url}/sandbox/`, 'GET', { Host: 'evil.example' }))[0], 403);
  });

  it('is an origin', () => {
    for (const url of [
      'sandbox.example',
      'https://sandbox.example/path',
      'ftp://x.example',
      'https://user:secret_@x.example',
    ]) {
      assert.throws(
        () => completeSettings({ publicUrl: url }),
        (error) =>
          error instanceof Error && /ARAUCARIA_PUBLIC_URL/.test(error.message) && !error.message.includes('secret_'),
      );
    }
  });
});

describe('a proxy that replaces the host, without a public URL', () => {
  it('is told to the developer, and no user is told that the page is not registered', async (t) => {
    const client = await sandboxFor(t);
    const proxy = await proxyFor(t, client.url);
    const response = await fetch(`${proxy}/widget/api/session`, {
      method: 'POST',
      headers: { Authorization: 'Bearer wtk_x', Origin: 'http://sandbox.test' },
    });
    const problem = (await response.json()) as { detail: string; code?: string };
    assert.equal(response.status, 403);
    assert.equal(problem.code, undefined);
    assert.equal(
      problem.detail,
      `Expected a request from the sandbox's own origin. The request came from the origin http://sandbox.test, to ${client.url}. Behind a proxy, set ARAUCARIA_PUBLIC_URL to the origin that the browser sees.`,
    );
  });
});
