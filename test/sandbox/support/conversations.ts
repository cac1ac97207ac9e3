import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { assertDocumented } from './documented-answers.ts';
import { fuzzedRequest, opening, type FuzzedRequest } from './fuzzed-requests.ts';

/** The time-out for one answer, also on a busy machine. */
export const answerTimeoutMs = 60_000;

/** The time to advance the clock by, in ms. */
type Pause = { passes: number };

/** A conversation: its opening, and then its parts, one after the other or concurrently. */
export type Conversation = { begun: FuzzedRequest[]; parts: (FuzzedRequest | Pause)[]; atOnce: boolean };

/** Random conversations. */
export const conversation: fc.Arbitrary<Conversation> = fc.record({
  begun: opening,
  parts: fc.array(fc.oneof({ weight: 20, arbitrary: fuzzedRequest }, fc.record({ passes: fc.nat(1_000_000) })), {
    minLength: 1,
    maxLength: 15,
  }),
  atOnce: fc.boolean(),
});

/** The ids and tokens of one conversation, by prefix, the latest first. */
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

/** Sends a request, checks the answer with the document, and returns the status. */
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

/** The answer within the time-out. The body of an endless stream is not read. */
export async function answerTo(address: URL, request: RequestInit): Promise<{ response: Response; text: string }> {
  const gaveUp = new AbortController();
  // `AbortSignal.timeout` would keep the request in memory until it fires.
  const timer = setTimeout(() => gaveUp.abort(new Error(`no answer from ${address.pathname}`)), answerTimeoutMs);
  try {
    const response = await fetch(address, { ...request, redirect: 'manual', signal: gaveUp.signal });
    const isStream = response.headers.get('Content-Type') === 'text/event-stream';
    if (isStream) await response.body?.cancel();
    return { response, text: isStream ? '' : await response.text() };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs a conversation, and checks every answer with the document. Returns the operations that succeeded.
 */
export async function converse(sandbox: Sandbox, { begun, parts, atOnce }: Conversation): Promise<string[]> {
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
