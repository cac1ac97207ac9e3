import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Clock, SettingsError, startSandbox, type Sandbox } from '../../src/sandbox/index.ts';
import { Client } from './support/client.ts';
import { standingClock } from './support/standing-clock.ts';

const answers = async ({ url }: Sandbox): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

/** The session for a token, as the widget gets it. */
async function session(sandbox: Sandbox, token: { connectionId: string; widgetToken: string }): Promise<unknown> {
  const { body } = await new Client(sandbox.url).session(token.widgetToken, token.connectionId);
  return body.code ?? body.expiresIn;
}

describe('a sandbox in a test suite', () => {
  it('is closed at the end of the block that uses it', async () => {
    let used: Sandbox;
    {
      await using sandbox = await startSandbox();
      used = sandbox;
      assert.ok(await answers(sandbox));
    }
    assert.ok(!(await answers(used)));
    // Closing it again, for example in an `after` hook, has no effect.
    await used.close();
  });

  it('needs no setup: it has its own port, no file, no environment', async (t) => {
    process.env['ARAUCARIA_API_KEY'] = 'arau_of_the_machine';
    t.after(() => delete process.env['ARAUCARIA_API_KEY']);
    await using sandbox = await startSandbox();
    assert.equal(sandbox.apiKey, 'arau_sandbox_key');
    assert.equal(sandbox.url, `http://127.0.0.1:${sandbox.port}`);
    const { connectionId } = await sandbox.createConnection();
    assert.deepEqual(await sandbox.connection(connectionId), { connectionId, status: 'PENDING', institutionId: null });
  });

  it('has the URL of the widget', async () => {
    await using sandbox = await startSandbox();
    assert.equal(sandbox.widgetSrc, `${sandbox.url}/widget/araucaria-connect.js`);
  });

  it('shares nothing with another sandbox in the same process', async () => {
    await using one = await startSandbox();
    await using another = await startSandbox();
    const { connectionId } = await one.createConnection();
    await assert.rejects(
      another.connection(connectionId),
      new Error(`GET /v1/connections/${connectionId} answered 404: There is no connection of this id.`),
    );
  });

  it('links, breaks and repairs a connection without a browser', async () => {
    await using sandbox = await startSandbox();
    const { connectionId } = await sandbox.createConnection({ institutionId: 'banco-coihue' });
    const connection = { connectionId, institutionId: 'banco-coihue' };
    assert.deepEqual(await sandbox.connect(connectionId), { ...connection, status: 'CONNECTED' });
    assert.deepEqual(await sandbox.failAuth(connectionId), { ...connection, status: 'FAILED_AUTH' });
    assert.deepEqual(await sandbox.connect(connectionId), { ...connection, status: 'CONNECTED' });
    assert.deepEqual(await sandbox.connection(connectionId), { ...connection, status: 'CONNECTED' });
  });

  it('reports why a call failed', async () => {
    await using sandbox = await startSandbox();
    const { connectionId } = await sandbox.createConnection();
    await assert.rejects(
      sandbox.failAuth(connectionId),
      /answered 409: Expected a connection that is CONNECTED; it is P/,
    );
    await assert.rejects(
      sandbox.createConnection({ institutionId: 'no-such-bank' }),
      /answered 422: .* institutionId\.$/,
    );
    await assert.rejects(sandbox.connect('../connections'), /answered 404/);
  });

  it('follows a clock that the test advances', async () => {
    await using sandbox = await startSandbox({ clock: standingClock() });
    const token = await sandbox.createConnection();
    await sandbox.clock.advance(600_000);
    assert.equal(await session(sandbox, token), 300);
    await sandbox.clock.advance(300_000);
    assert.equal(await session(sandbox, token), 'token-expired');
  });

  it('advances its clock by any number of milliseconds, and refuses other values', async () => {
    await using sandbox = await startSandbox();
    await sandbox.clock.advance(0.5);
    const token = await sandbox.createConnection();
    await sandbox.clock.advance(10 * 86_400_000);
    assert.equal(await session(sandbox, token), 'token-expired');
    for (const ms of [-1, Number.NaN, Infinity]) await assert.rejects(sandbox.clock.advance(ms), RangeError);
  });

  it('creates tokens that expire after the given time', async () => {
    await using sandbox = await startSandbox({ tokenTtl: 3_600, clock: standingClock() });
    const token = await sandbox.createConnection();
    await sandbox.clock.advance(3_000_000);
    assert.equal(await session(sandbox, token), 600);
  });

  it('shares its time with another sandbox that has the same clock', async () => {
    const clock = new Clock();
    await using one = await startSandbox({ clock });
    await using another = await startSandbox({ clock });
    const token = await another.createConnection();
    await one.clock.advance(900_000);
    assert.equal(await session(another, token), 'token-expired');
  });

  it('refuses an invalid setting', async () => {
    await using sandbox = await startSandbox();
    await assert.rejects(startSandbox({ port: sandbox.port }), SettingsError);
    await assert.rejects(
      startSandbox({ apiKey: 'secret' }),
      /^SettingsError: ARAUCARIA_API_KEY \(apiKey\): expected an/,
    );
  });
});
