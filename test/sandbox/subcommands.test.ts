import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { apiKey, sandboxFor, type Client } from './support/client.ts';
import { receiverFor, webhookSecret } from './support/receiver.ts';
import { runForLines, runToEnd, type Ended, type Lines } from './support/sandbox-command.ts';
import { tried } from './support/listed-webhooks.ts';

/** Runs a subcommand with that sandbox. */
const call = (client: Client, ...args: string[]): Promise<Ended> =>
  runToEnd(args, { ARAUCARIA_PORT: new URL(client.url).port, ARAUCARIA_API_KEY: apiKey });

const ok = (stdout: string): Ended => ({ status: 0, stdout, stderr: '' });

async function webhookSandbox(t: TestContext): Promise<{ client: Client; received: (n: number) => Promise<unknown> }> {
  const { receiver, webhookUrl } = await receiverFor(t);
  return { client: await sandboxFor(t, { webhookUrl, webhookSecret }), received: (n) => receiver.received(n) };
}

/** `events tail` of that sandbox, by its URL. */
const tail = (t: TestContext, client: Client, ...args: string[]): Lines =>
  runForLines(t, ['events', 'tail', '--url', client.url, ...args], { ARAUCARIA_API_KEY: apiKey });

describe('araucaria-sandbox connections', () => {
  it('lists the connections, as a table and as JSON', async (t) => {
    const client = await sandboxFor(t);
    assert.deepEqual(
      await call(client, 'connections', 'list'),
      ok(`There are no connections at ${client.url}. With --seed the sandbox starts with some.\n`),
    );
    assert.deepEqual(await call(client, 'connections', 'list', '--json'), ok('[]\n'));
    const pending = (await client.create()).connectionId;
    const broken = await client.failed();
    const { stdout } = await call(client, 'connections', 'list');
    const [head, ...rows] = stdout.trimEnd().split('\n');
    assert.match(head ?? '', /^ID {37}STATUS {7}BANK {10}CREATED$/);
    const time = /\d{4}-\d\d-\d\dT[\d:.]+Z$/;
    assert.deepEqual(
      rows.map((row) => row.replace(time, 'then').replaceAll(/ {2,}/g, ' ')).toSorted(),
      [`${pending} PENDING - then`, `${broken} FAILED_AUTH banco-alerce then`].toSorted(),
    );
    const json = JSON.parse((await call(client, 'connections', 'list', '--json')).stdout) as { connectionId: string }[];
    assert.deepEqual(new Set(json.map(({ connectionId }) => connectionId)), new Set([pending, broken]));
  });

  it('shows a connection with its accounts and webhooks', async (t) => {
    const { client } = await webhookSandbox(t);
    const id = await client.connected();
    const other = (await client.create()).connectionId;
    await tried(client, 1);
    const { stdout } = await call(client, 'connections', 'show', id);
    assert.match(stdout, new RegExp(`^${id} is CONNECTED; bank: banco-alerce\n(?:account {2}.*\n){3}webhook {2}msg_`));
    assert.match(stdout, /connection\.connected {2}delivered\n$/);
    assert.deepEqual(
      await call(client, 'connections', 'show', other),
      ok(`${other} is PENDING; bank: not chosen yet\n`),
    );
    const json = JSON.parse((await call(client, 'connections', 'show', id, '--json')).stdout) as Record<
      string,
      unknown
    >;
    assert.deepEqual(Object.keys(json), ['connectionId', 'status', 'institutionId', 'accounts', 'webhooks']);
  });

  it('connects and breaks a connection', async (t) => {
    const client = await sandboxFor(t);
    const { connectionId } = await client.create();
    assert.deepEqual(
      await call(client, 'connections', 'connect', connectionId),
      ok(`${connectionId} is CONNECTED now.\n`),
    );
    const { stdout } = await call(client, 'connections', 'break', connectionId, '--json');
    assert.deepEqual(JSON.parse(stdout), { connectionId, status: 'FAILED_AUTH', institutionId: 'banco-alerce' });
    assert.equal(await client.status(connectionId), 'FAILED_AUTH');
    assert.deepEqual(await call(client, 'connections', 'break', connectionId), {
      status: 1,
      stdout: '',
      stderr: 'Expected a connection that is CONNECTED; it is FAILED_AUTH.\n',
    });
  });
});

describe('araucaria-sandbox events', () => {
  it('sends a webhook again', async (t) => {
    const { client, received } = await webhookSandbox(t);
    await client.connected();
    const { id } = await tried(client, 1);
    assert.deepEqual(await call(client, 'events', 'resend', id), ok(`${id} is sent again.\n`));
    await received(2);
  });

  it('follows the deliveries, until the sandbox stops', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    receiver.respond = (index) => (index === 1 ? 500 : 204);
    const client = await sandboxFor(t, { webhookUrl, webhookSecret });
    const first = await client.connected();
    await tried(client, 1);
    const lines = tail(t, client);
    const line = async (): Promise<string[]> =>
      String((await lines.next()).value)
        .split(/ {2}/)
        .slice(1, 4);
    assert.deepEqual(await line(), ['204', 'connection.connected', first]);
    const second = await client.connected();
    assert.deepEqual(await line(), ['500', 'connection.connected', second]);
    await client.sandbox.clock.advance(5_000);
    assert.deepEqual(await line(), ['204', 'connection.connected', second]);
    await client.sandbox.close();
    assert.deepEqual(await lines.ended, { status: 1, stderr: `The sandbox at ${client.url} has stopped.\n` });
  });

  it('follows them as one JSON object per line', async (t) => {
    const { client } = await webhookSandbox(t);
    const connectionId = await client.connected();
    const { id } = await tried(client, 1);
    const { value } = (await tail(t, client, '--json').next()) as { value: string };
    const { at: _, ms: __, requestId: ___, ...entry } = JSON.parse(value) as Record<string, unknown>;
    assert.deepEqual(entry, {
      id,
      type: 'connection.connected',
      connectionId,
      status: 204,
      failure: null,
      state: 'delivered',
    });
  });
});

describe('a subcommand', () => {
  const unused = 'http://127.0.0.1:9';

  it('says what to do where no sandbox runs', async () => {
    for (const args of [
      ['connections', 'list'],
      ['connections', 'show', 'conn_1'],
      ['events', 'resend', 'msg_1'],
      ['events', 'tail'],
    ]) {
      assert.deepEqual(await runToEnd([...args, '--port', '9']), {
        status: 1,
        stdout: '',
        stderr: `No sandbox runs at ${unused}. Start one with araucaria-sandbox, or say where it runs with --port or --url.\n`,
      });
    }
  });

  it('says that another program runs there', async (t) => {
    for (const body of ['<!doctype html>', '{"hello":1}', '[]']) {
      const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      t.after(() => server.close());
      const { port } = server.address() as AddressInfo;
      for (const args of [
        ['connections', 'list'],
        ['events', 'tail'],
      ]) {
        const { status, stderr } = await runToEnd([...args, '--port', String(port)]);
        assert.equal(stderr, `What runs at http://127.0.0.1:${port} is not a sandbox of this version.\n`);
        assert.equal(status, 1);
      }
    }
  });

  it('names the variable of a wrong key, and an id that is unknown', async (t) => {
    const client = await sandboxFor(t);
    const { port } = new URL(client.url);
    const wrong = { status: 1, stdout: '', stderr: 'ARAUCARIA_API_KEY: expected the key of the sandbox.\n' };
    for (const args of [
      ['connections', 'list'],
      ['events', 'tail'],
    ]) {
      assert.deepEqual(await runToEnd([...args, '--port', port], { ARAUCARIA_API_KEY: 'arau_wrong_canary' }), wrong);
      assert.deepEqual(await runToEnd([...args, '--port', port], { ARAUCARIA_API_KEY: 'ñ\ncanary' }), wrong);
    }
    for (const id of ['conn_1', '../x', 'ñ ', '%']) {
      const { status, stderr } = await call(client, 'connections', 'show', id);
      assert.deepEqual({ status, stderr }, { status: 1, stderr: 'There is no connection of this id.\n' }, id);
    }
    const { stderr } = await call(client, 'events', 'resend', 'msg_1');
    assert.equal(stderr, 'Expected a sandbox with an address for webhooks.\n');
  });

  it('describes a command line that it does not understand, with status 2', async () => {
    const misunderstood: [string[], RegExp][] = [
      [['connections'], /^connections: expected one of list, show, break, connect\.\n/],
      [['events', 'list'], /^events: expected one of resend, tail\.\n/],
      [['connections', 'constructor'], /^connections: expected one of/],
      [['connections', 'show'], /^connections show: expected the id of a connection\.\n/],
      [['events', 'resend'], /^events resend: expected the id of a webhook\.\n/],
      [['connections', 'list', 'x'], /^connections list: expected no argument\.\n/],
      [['connections', 'show', 'x', 'y'], /^connections show: expected the id/],
      [['connections', 'list', '--prot', '1'], /^Unknown option '--prot'/],
      [['connections', 'list', '--port', 'http'], /^--port \(ARAUCARIA_PORT\): expected the port/],
      [['connections', 'list', '--port', '0'], /^--port \(ARAUCARIA_PORT\): expected the port/],
      [['connections', 'list', '--url', 'localhost:4400'], /^--url: expected an http or https URL/],
      [['connections', 'list', '--url', 'http://user:canary@localhost'], /^--url: expected an http or https URL/],
    ];
    for (const [args, says] of misunderstood) {
      const { status, stdout, stderr } = await runToEnd(args);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, says);
      assert.match(stderr, /\nTry: araucaria-sandbox --help\n$/);
      assert.doesNotMatch(stderr, /canary/);
    }
  });

  it('has a help', async () => {
    for (const args of [
      ['connections', '--help'],
      ['events', 'tail', '-h'],
    ]) {
      const { status, stdout } = await runToEnd(args);
      assert.equal(status, 0);
      for (const name of ['connections list', 'events tail', '--port', '--url', '--json', 'ARAUCARIA_API_KEY']) {
        assert.ok(stdout.includes(name), name);
      }
    }
  });
});
