import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { readyLines } from '../../src/sandbox/cli/ready-lines.ts';
import type { LogEvent, ReadyEvent } from '../../src/sandbox/runtime/log.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { sandboxFor } from './support/client.ts';
import { receiverFor, webhookSecret } from './support/receiver.ts';
import { ready, run, runToEnd, stop } from './support/sandbox-command.ts';
import { temporaryFile } from './support/temporary-file.ts';
import { Webhook } from 'standardwebhooks';

/** What a log has heard. */
function heard(): { log: (event: LogEvent) => void; events: LogEvent[] } {
  const events: LogEvent[] = [];
  return { log: (event) => events.push(event), events };
}

describe('a sandbox that starts', () => {
  const readyEvent: ReadyEvent = {
    event: 'ready',
    url: 'http://127.0.0.1:4400',
    console: 'http://127.0.0.1:4400/sandbox/',
    database: '/tmp/sandbox.sqlite',
    webhookUrl: 'http://localhost:3000/webhooks',
  };

  it('tells a person its console, database, receiver of webhooks, and the secret that it made', () => {
    assert.deepEqual(readyLines(readyEvent, webhookSecret, true), [
      '  console         http://127.0.0.1:4400/sandbox/',
      '  database        /tmp/sandbox.sqlite',
      '  webhooks        http://localhost:3000/webhooks',
      `  signing secret  ${webhookSecret}`,
    ]);
  });

  it('tells no secret to a file or a pipe, and none that a person has set', () => {
    const toFile = readyLines(readyEvent, webhookSecret, false).join('\n');
    const set = readyLines(readyEvent, null, true).join('\n');
    assert.match(toFile, /signing secret {2}made for this database; .* --print-secret$/);
    assert.match(set, /signing secret {2}that of ARAUCARIA_WEBHOOK_SECRET$/);
    for (const shown of [toFile, set]) assert.ok(!shown.includes('whsec_'));
  });

  it('tells what is missing', () => {
    assert.deepEqual(readyLines({ ...readyEvent, database: null, webhookUrl: null }, null, true).slice(1), [
      '  database        in memory',
      '  webhooks        none; to receive them, set ARAUCARIA_WEBHOOK_URL',
    ]);
  });

  it('prints its address alone on the standard output, and the rest where its log is', async (t) => {
    const command = await run(t, { ARAUCARIA_WEBHOOK_URL: 'http://127.0.0.1:9/x?token=canary' });
    const { url } = await ready(command);
    await stop(command, 'SIGTERM');
    assert.equal(command.printed(), `Araucaria sandbox: ${url}\n`);
    assert.match(
      command.output(),
      /\n {2}database {8}\S+sandbox\.sqlite\n {2}webhooks {8}http:\/\/127\.0\.0\.1:9\/x\n/,
    );
    assert.doesNotMatch(command.output(), /whsec_|canary/);
  });

  it('logs one JSON object on each line, without a secret', async (t) => {
    const environment = { ARAUCARIA_LOG: 'json', ARAUCARIA_WEBHOOK_URL: 'http://127.0.0.1:9/x' };
    const command = await run(t, environment, undefined, { args: ['--reset', '--seed'] });
    const { url } = await ready(command);
    await stop(command, 'SIGTERM');
    const entries = command
      .output()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Araucaria sandbox: '))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const { time: _, ...entry } = entries.find(({ event }) => event === 'ready') ?? {};
    assert.deepEqual(entry, {
      level: 'info',
      event: 'ready',
      url,
      console: `${url}/sandbox/`,
      database: `${command.folder}/sandbox.sqlite`,
      webhookUrl: 'http://127.0.0.1:9/x',
    });
    assert.deepEqual(
      entries.slice(0, 3).map(({ event }) => event),
      ['reset', 'seeded', 'ready'],
    );
    assert.doesNotMatch(command.output(), /whsec_/);
  });

  it('warns of a secret without a URL', async () => {
    const { log, events } = heard();
    await using sandbox = await startSandbox({ webhookSecret, log });
    assert.equal(sandbox.webhookSecret, null);
    assert.deepEqual(events[0], {
      event: 'warning',
      message: 'ARAUCARIA_WEBHOOK_SECRET is set, but no ARAUCARIA_WEBHOOK_URL: no webhook is sent.',
    });
  });
});

describe('the secret that signs webhooks', () => {
  it('is made once for a database if none is set, and is printed also while the sandbox runs', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const before = await runToEnd(['--print-secret'], { ARAUCARIA_DB: database });
    assert.match(before.stdout, /^whsec_[A-Za-z0-9+/]{43}=\n$/);
    const client = await sandboxFor(t, { database, webhookUrl });
    assert.equal(`${client.sandbox.webhookSecret}\n`, before.stdout);
    assert.equal((await runToEnd(['--print-secret'], { ARAUCARIA_DB: database })).stdout, before.stdout);
    await client.connected();
    const [delivery] = await receiver.received(1);
    assert.ok(delivery);
    assert.deepEqual(new Webhook(before.stdout.trim()).verify(delivery.payload, delivery.headers), delivery.event);
    await client.sandbox.close();
    await using again = await startSandbox({ database, webhookUrl, reset: true });
    assert.equal(`${again.webhookSecret}\n`, before.stdout, 'a reset keeps it');
    await using other = await startSandbox({ webhookUrl });
    assert.notEqual(other.webhookSecret, again.webhookSecret);
  });

  it('is the one that is set, in place of a made one', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const environment = { ARAUCARIA_DB: database, ARAUCARIA_WEBHOOK_SECRET: webhookSecret };
    assert.equal((await runToEnd(['--print-secret'], environment)).stdout, `${webhookSecret}\n`);
    const { status, stderr } = await runToEnd(['--print-secret'], { ARAUCARIA_DB: ':memory:' });
    assert.equal(status, 1);
    assert.match(stderr, /a database in memory keeps no secret/);
  });
});

describe('--seed', () => {
  it('adds a connection in each state once, with their webhooks', async (t) => {
    const { receiver, webhookUrl } = await receiverFor(t);
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const states = {
      conn_example_broken: 'FAILED_AUTH',
      conn_example_connected: 'CONNECTED',
      conn_example_pending: 'PENDING',
    };
    for (const added of [3, 0]) {
      const { log, events } = heard();
      const client = await sandboxFor(t, { database, webhookUrl, seed: true, log });
      for (const [id, status] of Object.entries(states)) assert.equal(await client.status(id), status);
      assert.deepEqual(events[0], { event: 'seeded', connections: added });
      await receiver.received(3);
      await client.sandbox.close();
    }
    assert.equal(receiver.deliveries.length, 3);
  });

  it('leaves what a developer has changed, and adds what is gone', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const first = await sandboxFor(t, { database, seed: true });
    await first.sandbox.failAuth('conn_example_connected');
    await first.backend('DELETE', '/v1/connections/conn_example_broken');
    await first.sandbox.close();
    const { log, events } = heard();
    const second = await sandboxFor(t, { database, seed: true, log });
    assert.deepEqual(events[0], { event: 'seeded', connections: 1 });
    assert.equal(await second.status('conn_example_connected'), 'FAILED_AUTH');
    assert.equal(await second.status('conn_example_broken'), 'FAILED_AUTH');
  });

  it('tells that the examples belong to another API key', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    await (await startSandbox({ database, seed: true })).close();
    const { log, events } = heard();
    await (await startSandbox({ database, seed: true, apiKey: 'arau_other', log })).close();
    assert.match(JSON.stringify(events[0]), /"warning".*another API key: use --reset/);
  });
});

describe('--reset', () => {
  it('deletes all connections and webhooks, and says how many', async (t) => {
    const { webhookUrl } = await receiverFor(t);
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const first = await sandboxFor(t, { database, webhookUrl, seed: true });
    const headers = { 'Idempotency-Key': 'order-1' };
    const { body } = await first.backend('POST', '/v1/connections', { headers });
    await first.sandbox.close();
    const { log, events } = heard();
    const second = await sandboxFor(t, { database, webhookUrl, reset: true, log });
    assert.deepEqual(events[0], { event: 'reset', connections: 4, webhooks: 3 });
    assert.deepEqual((await second.backend('GET', '/sandbox/connections')).body, { connections: [] });
    assert.deepEqual((await second.backend('GET', '/sandbox/webhooks')).body.webhooks, []);
    const again = await second.backend('POST', '/v1/connections', { headers });
    assert.notEqual(again.body.connectionId, body.connectionId);
  });

  it('deletes nothing if the sandbox can not start', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    await (await startSandbox({ database, seed: true })).close();
    await using other = await startSandbox();
    await assert.rejects(startSandbox({ database, reset: true, port: other.port }), /ARAUCARIA_PORT/);
    await using after = await startSandbox({ database });
    assert.equal((await after.connection('conn_example_pending')).status, 'PENDING');
  });

  it('refuses a file of another program, and leaves it as it is', async (t) => {
    const database = await temporaryFile(t, 'songs.sqlite');
    const songs = new DatabaseSync(database);
    songs.exec("CREATE TABLE connections (title TEXT); INSERT INTO connections VALUES ('Gracias a la vida')");
    const { status, stderr } = await runToEnd(['--reset', '--database', database, '--port', '0']);
    assert.equal(status, 1);
    assert.match(stderr, /it belongs to another program/);
    assert.equal(songs.prepare('SELECT count(*) AS n FROM connections').get()?.['n'], 1);
    songs.close();
  });
});
