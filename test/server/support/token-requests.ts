import assert from 'node:assert/strict';
import type { Call, FakeAraucaria } from './fake-araucaria.ts';
import type { Runtime } from './runtimes.ts';

export type Sent = {
  method?: string;
  headers?: Record<string, string>;
  body?: BodyInit | null;
  signal?: AbortSignal;
};
export type Answer = { status: number; headers: Headers; json: Record<string, unknown> };

/** The token handler on one runtime, as its tests use it. */
export type TokenHandlerUnderTest = {
  runtimeName: string;
  /** Running from the first test on. */
  readonly runtime: Runtime;
  /** Running from the first test on. */
  readonly araucaria: FakeAraucaria;
  /** Sends a request, by default as a page of the handler's own origin does, and checks that the answer leaks nothing. */
  send(path: string, sent?: Sent): Promise<Answer>;
  /** The calls of Araucaria whose path has this part. */
  calls(part: string): Call[];
  /** A refusal without a call to Araucaria. */
  assertRefused(answer: Answer, expected: number, code?: string): void;
};

export function assertProblem({ status, headers, json }: Answer, expected: number, code: string): void {
  assert.equal(status, expected);
  assert.equal(headers.get('Content-Type'), 'application/problem+json');
  assert.deepEqual(Object.keys(json), ['type', 'title', 'status', 'detail', 'code']);
  assert.equal(json['status'], expected);
  assert.equal(json['code'], code);
}

export const jsonType = { 'Content-Type': 'application/json' };

export const fromPage = (headers: Record<string, string> = {}): Record<string, string> => ({
  ...jsonType,
  'Sec-Fetch-Site': 'same-origin',
  ...headers,
});
