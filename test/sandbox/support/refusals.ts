import assert from 'node:assert/strict';
import type { Answer } from './client.ts';

/** An error of the documented API, without a trace of its source. */
export function assertProblem(answer: Answer, status: number): void {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.headers.get('Content-Type'), 'application/problem+json');
  assert.equal(answer.body.status, status);
  assert.doesNotMatch(answer.text, /\.ts|node:|at \w+ \(/);
}

/** An error of the API of the widget. */
export function assertRefused(answer: Answer, status: number, code: string): void {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.code, code);
  assert.equal(answer.headers.get('Content-Type'), 'application/problem+json');
}
