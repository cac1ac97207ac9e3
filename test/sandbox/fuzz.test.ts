import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { apiKey, sandboxFor } from './support/client.ts';
import { conversation, converse, patience } from './support/conversations.ts';
import { ask, pageRequest } from './support/fuzzed-pages.ts';
import { operationNames } from './support/fuzzed-requests.ts';
import { Receiver, webhookSecret } from './support/receiver.ts';

/** So many conversations with the sandbox; `FUZZ_RUNS=10000` for a long look. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 800);

/** The memory in use when nothing is left to be collected, in kB. */
async function heapUsed(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Some things are let go a turn later.
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise(setImmediate);
    collect();
  }
  return process.memoryUsage().heapUsed / 1_024;
}

const plainRequest = Buffer.from(
  `POST /v1/connections HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${apiKey}\r\n` +
    'Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
);

/** A request with some of its bytes exchanged for others, or bytes that never were one. */
const bytesOnTheWire: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc
    .tuple(fc.nat(plainRequest.length), fc.nat(40), fc.uint8Array({ maxLength: 40 }))
    .map(([start, count, bytes]) =>
      Buffer.concat([plainRequest.subarray(0, start), bytes, plainRequest.subarray(start + count)]),
    ),
);

/** What the sandbox sends before it hangs up. */
async function rawAnswer(port: number, bytes: Uint8Array): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(patience, () => socket.destroy(new Error('neither answered nor hung up')));
  socket.end(bytes);
  return text(socket);
}

async function sandboxWithReceiver(t: TestContext): Promise<{ sandbox: Sandbox; receiver: Receiver }> {
  const receiver = new Receiver();
  const webhookUrl = await receiver.listen();
  t.after(() => receiver.close());
  const { sandbox } = await sandboxFor(t, { webhookUrl, webhookSecret });
  return { sandbox, receiver };
}

/** For each of them, in ms: what hangs ends by the patience for one answer. */
const timeout = 300_000 + numRuns * 1_000;

describe('whatever the sandbox is asked', { timeout: 4 * timeout }, () => {
  it(`it answers soon and as documented, in ${numRuns} conversations`, { timeout }, async (t) => {
    const { sandbox } = await sandboxWithReceiver(t);
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(conversation, async (asked) => {
        for (const operation of await converse(sandbox, asked)) done.add(operation);
      }),
      { numRuns },
    );
    // Or else the requests were too wild to get anywhere.
    assert.deepEqual(
      operationNames.filter((operation) => !done.has(operation)),
      [],
    );
  });

  it(`its pages and files answer soon and without an error, in ${numRuns} requests`, { timeout }, async (t) => {
    const { sandbox } = await sandboxWithReceiver(t);
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(pageRequest, async (request) => {
        statuses.add(await ask(sandbox, request));
      }),
      { numRuns },
    );
    for (const status of [200, 303, 404, 405, 422]) assert.ok(statuses.has(status), `never ${status}`);
  });

  it('it answers or hangs up when it is not even HTTP', { timeout }, async (t) => {
    const client = await sandboxFor(t);
    await fc.assert(
      fc.asyncProperty(bytesOnTheWire, async (bytes) => {
        const answer = await rawAnswer(client.sandbox.port, bytes);
        assert.match(answer, /^(?:HTTP\/1\.1 [1-4]\d\d |$)/);
      }),
      { numRuns },
    );
    await client.create();
  });

  it('it keeps no memory of it', { timeout }, async (t) => {
    const { sandbox, receiver } = await sandboxWithReceiver(t);
    const asked = fc.sample(conversation, 60);
    const pages = fc.sample(pageRequest, 60);
    const heap: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      for (const each of asked) await converse(sandbox, each);
      for (const page of pages) await ask(sandbox, page);
      // What is kept for a while has been long enough.
      await sandbox.clock.advance(3_600_000);
      receiver.deliveries.length = 0;
      heap.push(await heapUsed());
    }
    // The first rounds find code that was never run before, and now and then a later one does. A kilobyte a request would be
    // some 1,600 in all.
    const growth = Math.min(...heap.slice(7)) - Math.max(...heap.slice(3, 6));
    assert.ok(growth < 1_400, `it grew by ${Math.round(growth)} kB: ${heap.map(Math.round).join(', ')}`);
  });
});
