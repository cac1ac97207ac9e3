import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { apiKey, sandboxFor } from './support/client.ts';

const head = `POST /v1/connections HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${apiKey}\r\n`;

// Concurrently, because the tests wait for time-outs.
describe("the sandbox's server", { concurrency: true }, () => {
  for (const [what, sent, seconds] of [
    ['the head', head, 10],
    ['the body', `${head}Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{`, 15],
  ] as const) {
    it(`disconnects a client that takes longer than ${seconds} s for ${what} of a request`, async (t) => {
      const { sandbox } = await sandboxFor(t);
      const socket = connect(sandbox.port, '127.0.0.1');
      const begin = performance.now();
      socket.write(sent);
      const answer = await text(socket);
      const waited = (performance.now() - begin) / 1_000;
      assert.match(answer, /^HTTP\/1\.1 408 /);
      assert.ok(waited >= seconds - 0.1, `${waited} s`);
    });
  }

  it('accepts connections from this machine only', async (t) => {
    const { sandbox } = await sandboxFor(t);
    const addresses = Object.values(networkInterfaces())
      .flatMap((interfaces) => interfaces ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    // 127.0.0.2 is always an address of this machine too.
    for (const address of [...addresses, ...(process.platform === 'linux' ? ['127.0.0.2'] : [])]) {
      const socket = connect(sandbox.port, address);
      t.after(() => socket.destroy());
      const outcome = await once(socket, 'connect').then(
        () => 'reached',
        ({ code }: NodeJS.ErrnoException) => code,
      );
      assert.equal(outcome, 'ECONNREFUSED', address);
    }
  });
});
