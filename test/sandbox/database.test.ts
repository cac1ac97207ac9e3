import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { DatabaseSync } from 'node:sqlite';
import { describe, it, type TestContext } from 'node:test';
import { Database } from '../../src/sandbox/storage/database.ts';
import type { Log, LogEvent } from '../../src/sandbox/runtime/log.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { sandboxFor } from './support/client.ts';
import { Receiver, webhookSecret } from './support/receiver.ts';
import { temporaryFile } from './support/temporary-file.ts';

/** Another process, because SQLite blocks the thread while it waits. */
type Elsewhere = {
  /** Resolves when the process has reported its start. */
  begun: Promise<unknown>;
  /** Lets the process continue. */
  go(): void;
  /** Resolves with the exit code. */
  code: Promise<unknown>;
};

/** Runs a module in another process. In the module, `await go()` waits for a call of `go` here. */
function elsewhere(t: TestContext, script: string, ...args: string[]): Elsewhere {
  const go = `const { once } = await import('node:events');
    const go = () => { console.log('begun'); return once(process.stdin.resume(), 'end'); };`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', go + script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  t.after(() => child.kill());
  return {
    begun: once(child.stdout, 'data'),
    go: () => child.stdin.end(),
    code: once(child, 'exit').then(([code]) => code),
  };
}

/** Another process that keeps the database locked until `go` is called. */
function lock(t: TestContext, database: string): Elsewhere {
  const script = `
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(process.argv[1]);
    database.exec('BEGIN IMMEDIATE');
    await go();
    database.exec('COMMIT');`;
  return elsewhere(t, script, database);
}

/** The first failure in a sandbox's log, and all of them. */
function failuresOf(): { log: Log; all: LogEvent[]; first: Promise<void> } {
  const all: LogEvent[] = [];
  const { promise: first, resolve } = Promise.withResolvers<void>();
  const log: Log = (event) => {
    if (event.event !== 'failure') return;
    all.push(event);
    resolve();
  };
  return { log, all, first };
}

describe('the database', () => {
  it('may be busy longer than the time-out: webhooks are sent later, and the sandbox continues', async (t) => {
    const receiver = new Receiver();
    const webhookUrl = await receiver.listen();
    t.after(() => receiver.close());
    const locked = Promise.withResolvers<void>();
    receiver.respond = () => ({ status: 204, headers: {}, after: locked.promise });
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const failures = failuresOf();
    const { log } = failures;
    const client = await sandboxFor(t, { database, webhookUrl, webhookSecret, log });
    const { sandbox } = client;
    const { connectionId } = await sandbox.createConnection();
    await sandbox.connect(connectionId);
    await receiver.received(1);

    const blocker = lock(t, database);
    await blocker.begun;
    locked.resolve();
    await failures.first;
    blocker.go();
    assert.equal(await blocker.code, 0);
    assert.deepEqual(failures.all, [{ event: 'failure', task: 'webhooks', reason: 'database is locked' }]);
    await sandbox.clock.advance(60_000);
    const [first, second] = await receiver.received(2);
    assert.equal(second?.headers['webhook-id'], first?.headers['webhook-id']);
    const { body } = await client.backend('GET', '/sandbox/webhooks');
    assert.equal(body.webhooks[0].state, 'delivered');
  });

  it('may be busy when an attempt ends or is canceled: the sandbox continues, and can be closed', async (t) => {
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const failures = failuresOf();
    const client = await sandboxFor(t, { database, log: failures.log });
    const { connectionId, widgetToken } = await client.create();
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp');

    const blocker = lock(t, database);
    await blocker.begun;
    const state = await client.answer(attemptToken, '123456');
    assert.deepEqual(state, { status: 'failed', code: 'internal-error', triesLeft: 0 });
    const { status } = await client.call('DELETE', '/widget/api/attempt', { bearer: attemptToken });
    assert.equal(status, 204);
    await failures.first;
    blocker.go();
    assert.equal(await blocker.code, 0);
    assert.deepEqual(failures.all, [{ event: 'failure', task: 'attempts', reason: 'database is locked' }]);
    await client.sandbox.close();
  });

  it('can be created by several sandboxes that start at the same time', async (t) => {
    const module = new URL('../../src/sandbox/storage/database.ts', import.meta.url).href;
    const script = `
      const { Database } = await import(${JSON.stringify(module)});
      await go();
      new Database(process.argv[1]).close();`;
    for (let round = 0; round < 4; round += 1) {
      const file = await temporaryFile(t, 'sandbox.sqlite');
      const others = [1, 2, 3, 4].map(() => elsewhere(t, script, file));
      await Promise.all(others.map(({ begun }) => begun));
      for (const other of others) other.go();
      assert.deepEqual(await Promise.all(others.map(({ code }) => code)), [0, 0, 0, 0]);
    }
  });

  it('is not created in a file of another program', async (t) => {
    for (const version of [0, 1, 2, 3, 1_000]) {
      const file = await temporaryFile(t, 'sandbox.sqlite');
      const foreign = new DatabaseSync(file);
      foreign.exec(`CREATE TABLE songs (title TEXT); PRAGMA user_version = ${version}`);
      foreign.close();
      await assert.rejects(startSandbox({ database: file }), {
        name: 'SettingsError',
        message:
          /^ARAUCARIA_DB \(database\): expected a file that the sandbox can use; it belongs to another program\.$/,
      });
      const after = new DatabaseSync(file);
      const tables = after.prepare('SELECT name FROM sqlite_schema').all();
      assert.deepEqual(
        tables.map(({ name }) => name),
        ['songs'],
      );
      assert.equal(after.prepare('PRAGMA journal_mode').get()?.['journal_mode'], 'delete');
      after.close();
    }
  });

  it('is migrated with all its data', async (t) => {
    const receiver = new Receiver();
    const webhookUrl = await receiver.listen();
    t.after(() => receiver.close());
    const database = await temporaryFile(t, 'sandbox.sqlite');
    const settings = { database, webhookUrl, webhookSecret };
    const before = await startSandbox(settings);
    const { connectionId } = await before.createConnection();
    await before.connect(connectionId);
    await receiver.received(1);
    await before.close();
    // Version 2 of the schema, with a waiting webhook.
    const file = new DatabaseSync(database);
    file.exec(`DROP TABLE facts; DROP INDEX webhooks_waiting; DROP INDEX webhooks_by_age;
      ALTER TABLE webhooks DROP COLUMN application;
      DROP INDEX webhooks_of_request; ALTER TABLE webhooks DROP COLUMN request_id;
      DROP INDEX widget_tokens_of_request; ALTER TABLE widget_tokens DROP COLUMN request_id;
      CREATE INDEX webhooks_waiting ON webhooks (due_at) WHERE state = 'waiting';
      CREATE INDEX webhooks_by_age ON webhooks (created_at);
      UPDATE webhooks SET state = 'waiting';
      PRAGMA user_version = 2; PRAGMA application_id = 0`);
    file.close();

    const after = await startSandbox(settings);
    t.after(() => after.close());
    const [first, second] = await receiver.received(2);
    assert.equal(second?.headers['webhook-id'], first?.headers['webhook-id']);
    assert.equal((await after.connection(connectionId)).status, 'CONNECTED');
  });

  it('reports the error, also if SQLite has rolled back the transaction by itself', () => {
    const database = new Database(null);
    const undone = new Error('the disk is full');
    assert.throws(
      () =>
        database.transaction(() => {
          database.prepare('ROLLBACK').run();
          throw undone;
        }),
      undone,
    );
    database.close();
  });

  it('loses nothing in a power failure: it has a write-ahead log, and syncs each commit', async (t) => {
    const file = await temporaryFile(t, 'sandbox.sqlite');
    const database = new Database(file);
    t.after(() => database.close());
    assert.equal(database.prepare('PRAGMA journal_mode').get()?.['journal_mode'], 'wal');
    assert.equal(database.prepare('PRAGMA synchronous').get()?.['synchronous'], 2);
    assert.equal(database.prepare('PRAGMA busy_timeout').get()?.['timeout'], 5_000);
  });
});
