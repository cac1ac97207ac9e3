import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { apiKey, sandboxFor } from './support/client.ts';
import { conversation, converse, answerTimeoutMs } from './support/conversations.ts';
import { send, pageRequest } from './support/fuzzed-pages.ts';
import { operationNames } from './support/fuzzed-requests.ts';
import { Receiver, webhookSecret } from './support/receiver.ts';

/** The number of conversations; `FUZZ_RUNS=10000` for a long run. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 800);

/** The memory in use after garbage collection, in kB. */
async function heapUsed(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Some objects are released a tick later.
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

/** A request with some of its bytes replaced, or random bytes. */
const bytesOnTheWire: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 2_000 }),
  fc
    .tuple(fc.nat(plainRequest.length), fc.nat(40), fc.uint8Array({ maxLength: 40 }))
    .map(([start, count, bytes]) =>
      Buffer.concat([plainRequest.subarray(0, start), bytes, plainRequest.subarray(start + count)]),
    ),
);

/** What the sandbox sends before it disconnects. */
async function rawAnswer(port: number, bytes: Uint8Array): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.setTimeout(answerTimeoutMs, () => socket.destroy(new Error('neither answered nor hung up')));
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

/** For each test, in ms. A request that hangs ends earlier, by the time-out for one answer. */
const timeout = 300_000 + numRuns * 1_000;

describe('random requests', { timeout: 4 * timeout }, () => {
  it(`are answered soon and as documented, in ${numRuns} conversations`, { timeout }, async (t) => {
    const { sandbox } = await sandboxWithReceiver(t);
    const done = new Set<string>();
    await fc.assert(
      fc.asyncProperty(conversation, async (requests) => {
        for (const operation of await converse(sandbox, requests)) done.add(operation);
      }),
      { numRuns },
    );
    // Otherwise the requests were too random to be accepted.
    assert.deepEqual(
      operationNames.filter((operation) => !done.has(operation)),
      [],
    );
  });

  it(`to pages and files are answered soon and without a 5xx, ${numRuns} times`, { timeout }, async (t) => {
    const { sandbox } = await sandboxWithReceiver(t);
    const statuses = new Set<number>();
    await fc.assert(
      fc.asyncProperty(pageRequest, async (request) => {
        statuses.add(await send(sandbox, request));
      }),
      { numRuns },
    );
    for (const status of [200, 303, 404, 405, 422]) assert.ok(statuses.has(status), `never ${status}`);
  });

  it('that are not HTTP are answered or disconnected', { timeout }, async (t) => {
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

  it('leak no memory', { timeout }, async (t) => {
    const { sandbox, receiver } = await sandboxWithReceiver(t);
    const conversations = fc.sample(conversation, 60);
    const pages = fc.sample(pageRequest, 60);
    const heap: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      for (const each of conversations) await converse(sandbox, each);
      for (const page of pages) await send(sandbox, page);
      // Everything with a retention time has expired.
      await sandbox.clock.advance(3_600_000);
      receiver.deliveries.length = 0;
      heap.push(await heapUsed());
    }
    // Memory grows when code runs for the first time, mostly in the first rounds. A leak of 1 kB per request would be about
    // 1,600 kB in total.
    const growth = Math.min(...heap.slice(7)) - Math.max(...heap.slice(3, 6));
    assert.ok(growth < 1_400, `it grew by ${Math.round(growth)} kB: ${heap.map(Math.round).join(', ')}`);
  });
});
