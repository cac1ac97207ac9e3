import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import type { Sandbox } from '../../src/sandbox/start-sandbox.ts';
import { sandboxFor } from './support/client.ts';
import { assertDocumented } from './support/documented-answers.ts';
import { fuzzedRequest, opening, operationNames, type FuzzedRequest } from './support/fuzzed-requests.ts';
import { Receiver, webhookSecret } from './support/receiver.ts';

/** So many conversations with the sandbox; `FUZZ_RUNS=10000` for a long look. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 800);

/** An answer that takes longer never comes, in ms. */
const patience = 5_000;

/** Time that passes, in ms. */
type Pause = { passes: number };

/** A conversation: how it is begun, and then its parts, one after the other or all at once. */
type Conversation = { begun: FuzzedRequest[]; parts: (FuzzedRequest | Pause)[]; atOnce: boolean };

const conversation: fc.Arbitrary<Conversation> = fc.record({
  begun: opening,
  parts: fc.array(fc.oneof({ weight: 20, arbitrary: fuzzedRequest }, fc.record({ passes: fc.nat(1_000_000) })), {
    minLength: 1,
    maxLength: 15,
  }),
  atOnce: fc.boolean(),
});

/** What the sandbox gave out in one conversation, by prefix, the latest first. */
class Seen {
  readonly #texts: Record<string, string[]> = {};

  learn(text: string): void {
    for (const [found, prefix = ''] of text.matchAll(/\b(conn|wtk|att|chl|msg)_[\w-]+/g)) {
      this.#texts[prefix] = [...new Set([found, ...(this.#texts[prefix] ?? [])])];
    }
  }

  fill(text: string): string {
    return text.replaceAll(/\{\{(\w+):(\d)\}\}/g, (_, prefix: string, age: string) => {
      const texts = this.#texts[prefix] ?? [];
      return texts[Number(age) % texts.length] ?? `${prefix}_unknown`;
    });
  }
}

/** Gives the status, if the answer is one that the document lets a caller expect. */
async function send(url: string, { method, path, headers, body }: FuzzedRequest, seen: Seen): Promise<number> {
  const address = new URL(url + seen.fill(path));
  const { response, text } = await answerTo(address, {
    method,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, seen.fill(value)])),
    body: body === null ? null : seen.fill(body),
  });
  seen.learn(text);
  const { status } = response;
  assert.ok(status < 500, `${method} ${address.pathname} answered ${status}`);
  assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
  assert.doesNotMatch(text, /\.ts\b|node:|\n\s+at /);
  assertDocumented(method, address, { status, contentType: response.headers.get('Content-Type'), text });
  return status;
}

async function answerTo(address: URL, request: RequestInit): Promise<{ response: Response; text: string }> {
  const gaveUp = new AbortController();
  // `AbortSignal.timeout` would keep what it belongs to in memory until its time has come.
  const timer = setTimeout(() => gaveUp.abort(new Error(`no answer from ${address.pathname}`)), patience);
  try {
    const response = await fetch(address, { ...request, redirect: 'manual', signal: gaveUp.signal });
    return { response, text: await response.text() };
  } finally {
    clearTimeout(timer);
  }
}

/** Gives the operations that were done, and not refused. */
async function converse(sandbox: Sandbox, { begun, parts, atOnce }: Conversation): Promise<string[]> {
  const seen = new Seen();
  const done: string[] = [];
  const say = async (part: FuzzedRequest | Pause): Promise<void> => {
    if ('passes' in part) await sandbox.clock.advance(part.passes);
    else if ((await send(sandbox.url, part, seen)) < 300) done.push(part.operation);
  };
  for (const part of begun) await say(part);
  if (atOnce) await Promise.all(parts.map(say));
  else for (const part of parts) await say(part);
  return done;
}

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

async function sandboxWithReceiver(t: TestContext): Promise<{ sandbox: Sandbox; receiver: Receiver }> {
  const receiver = new Receiver();
  const webhookUrl = await receiver.listen();
  t.after(() => receiver.close());
  const { sandbox } = await sandboxFor(t, { webhookUrl, webhookSecret });
  return { sandbox, receiver };
}

describe('whatever the sandbox is asked', { timeout: 60_000 + numRuns * 500 }, () => {
  it(`it answers soon and as documented, in ${numRuns} conversations`, async (t) => {
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

  it('it keeps no memory of it', async (t) => {
    const { sandbox, receiver } = await sandboxWithReceiver(t);
    const asked = fc.sample(conversation, 60);
    const heap: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      for (const each of asked) await converse(sandbox, each);
      // What is kept for a while has been long enough.
      await sandbox.clock.advance(3_600_000);
      receiver.deliveries.length = 0;
      heap.push(await heapUsed());
    }
    // The first rounds find code that was never run before.
    const growth = Math.min(...heap.slice(7)) - Math.max(...heap.slice(3, 6));
    assert.ok(growth < 700, `it grew by ${Math.round(growth)} kB: ${heap.map(Math.round).join(', ')}`);
  });
});
