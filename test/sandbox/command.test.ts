import assert from 'node:assert/strict';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { apiKey, Client, sandboxFor } from './support/client.ts';
import { Receiver, webhookSecret } from './support/receiver.ts';
import { ready, run, stop } from './support/sandbox-command.ts';

describe('the sandbox command', () => {
  it('prints one line with its URL when it is ready', async (t) => {
    const client = await ready(await run(t));
    await client.create();
  });

  it('logs to standard error, as one JSON object per line with `--log json`', async (t) => {
    const { child } = await run(t, { ARAUCARIA_LOG: 'json' });
    const output = Promise.all([text(child.stdout!), text(child.stderr!)]);
    const [line] = (await once(child.stderr!, 'data')) as [Buffer];
    const { url } = JSON.parse(String(line)) as { url: string };
    await new Client(url).create();
    child.kill('SIGINT');
    const [stdout, stderr] = await output;
    assert.equal(stdout, `Araucaria sandbox: ${url}\n`);
    const entries = stderr
      .trim()
      .split('\n')
      .map((entry) => JSON.parse(entry) as { event: string; signal?: string });
    assert.deepEqual(
      entries.map(({ event, signal }) => signal ?? event),
      ['ready', 'request', 'SIGINT', 'stopped'],
    );
  });

  it('continues when the reader of its log has ended', async (t) => {
    const command = await run(t);
    const client = await ready(command);
    command.child.stderr!.destroy();
    for (let calls = 0; calls < 3; calls += 1) await client.create();
    assert.equal(await stop(command, 'SIGTERM'), 0);
  });

  it('continues when its log can not be written', { skip: !existsSync('/dev/full') }, async (t) => {
    const full = openSync('/dev/full', 'w');
    const command = await run(t, { ARAUCARIA_LOG: 'json' }, undefined, { stderr: full });
    closeSync(full);
    const client = await ready(command);
    for (let calls = 0; calls < 3; calls += 1) await client.create();
    assert.equal(await stop(command, 'SIGTERM'), 0);
  });

  it('names the setting when its port is in use', async (t) => {
    const other = await sandboxFor(t);
    const { child, output } = await run(t, { ARAUCARIA_PORT: String(other.sandbox.port) });
    const [code] = await once(child, 'close');
    assert.equal(code, 1);
    assert.match(output(), /^ARAUCARIA_PORT .*\n$/);
  });

  it('keeps connections, tokens and Idempotency-Keys across a restart', async (t) => {
    const first = await run(t);
    const client = await ready(first);
    const headers = { 'Idempotency-Key': 'order-1' };
    const { body } = await client.backend('POST', '/v1/connections', { headers });
    first.child.kill('SIGTERM');
    await once(first.child, 'exit');

    const again = await ready(await run(t, {}, first.folder));
    assert.equal((await again.session(body.widgetToken, body.connectionId)).status, 200);
    const repeated = await again.backend('POST', '/v1/connections', { headers });
    assert.equal(repeated.body.connectionId, body.connectionId);
    const other = await again.backend('POST', '/v1/connections', { headers, body: { institutionId: 'banco-alerce' } });
    assert.equal(other.status, 422);
  });

  it('answers the requests in progress after SIGTERM', async (t) => {
    const command = await run(t);
    const client = await ready(command);
    const socket = connect(Number(new URL(client.url).port), '127.0.0.1');
    const head = `POST /v1/connections HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${apiKey}\r\n`;
    socket.write(`${head}Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n`);
    // `100 Continue` shows that the server has accepted the request.
    assert.match(String((await once(socket, 'data'))[0]), /100 Continue/);
    command.child.kill('SIGTERM');
    while (await reachable(client.url)) continue;
    socket.write('{}');
    assert.match(String((await once(socket, 'data'))[0]), /^HTTP\/1\.1 201/);
    socket.end();
    const [code] = await once(command.child, 'exit');
    assert.equal(code, 0);
  });

  it('writes no credential, token or key to any file or output', async (t) => {
    const receiver = new Receiver();
    const webhookUrl = await receiver.listen();
    t.after(() => receiver.close());
    const command = await run(t, { ARAUCARIA_WEBHOOK_URL: webhookUrl, ARAUCARIA_WEBHOOK_SECRET: webhookSecret });
    const client = await ready(command);
    const { connectionId, widgetToken } = await client.create();
    await client.attempt(widgetToken, connectionId, 'canary-user', { password: 'canary-password' });
    const { attemptToken } = await client.attempt(widgetToken, connectionId, 'otp');
    await client.answer(attemptToken, '765432');
    await client.answer(attemptToken, '123456');
    const [delivery] = await receiver.received(1);
    await client.send('wtk_canary', connectionId, 'canary-user');

    const files = await Promise.all(
      (await readdir(command.folder)).map((name) => readFile(join(command.folder, name), 'latin1')),
    );
    assert.ok(files.some((content) => content.includes(connectionId)));
    const written = [...files, command.output(), JSON.stringify(delivery)].join('\n');
    for (const secret of ['canary', '765432', 'otp', 'araucaria"', widgetToken, attemptToken, apiKey, webhookSecret]) {
      assert.ok(!written.includes(secret), secret);
    }
  });
});

async function reachable(url: string): Promise<boolean> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
