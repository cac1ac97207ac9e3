import { strayKey } from '../../../src/cli/check/api-behaviors.ts';
import { canaryKey } from '../../server/support/canary-key.ts';
import { failure, success, withHeaders, withMembers } from '../support/changed-messages.ts';
import type { Fault } from '../support/token-endpoint.ts';
import type { PlantedFault } from './request-faults.ts';

/** The endpoint calls the API with something else. */
const calling = (change: (url: string, init: RequestInit) => [string, RequestInit]): Pick<Fault, 'options'> => ({
  options: (right) => ({ fetch: (request, init = {}) => right.fetch!(...change(new Request(request).url, init)) }),
});

const headersWith = ({ headers }: RequestInit, changes: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(new Headers(headers)),
  ...changes,
});

/** The endpoint answers another status where the API answers this one to a new connection. */
const answeringApi = (from: number, to: number): Pick<Fault, 'answer'> => ({
  answer: (answer, { api, body }) => (api?.status === from && body === '{}' ? failure(answer, to) : answer),
});

/** The endpoint takes an answer of the API that contains this text for a success. */
const trusting = (text: string): Pick<Fault, 'answer'> => ({
  answer: (answer, { api }) => (api?.text.includes(text) ? success(answer) : answer),
});

const isFailure = ({ status }: Response): boolean => status >= 400;

/** In how an endpoint calls the API, and in what it answers. */
export const answerFaults: readonly PlantedFault[] = [
  {
    rule: 'api-call',
    title: 'it calls another path',
    ...calling((url, init) => [url.replace(/\/connections$/, '/connection'), init]),
  },
  {
    rule: 'api-call',
    title: 'it sends a form to the API',
    ...calling((url, init) => [
      url,
      { ...init, headers: headersWith(init, { 'content-type': 'application/x-www-form-urlencoded' }) },
    ]),
  },
  {
    rule: 'api-key',
    title: 'it leaves out the word Bearer',
    ...calling((url, init) => [url, { ...init, headers: headersWith(init, { authorization: canaryKey }) }]),
  },
  {
    rule: 'api-redirect',
    title: 'it follows redirects with the key',
    ...calling((url, init) => [url, { ...init, redirect: 'follow' }]),
  },
  { rule: 'api-refuses-key', title: 'it passes on 401', ...answeringApi(401, 401) },
  { rule: 'api-refuses-key', title: 'it passes on 403', ...answeringApi(403, 403) },
  { rule: 'api-fails', title: 'it passes on 422', ...answeringApi(422, 422) },
  { rule: 'api-fails', title: 'it passes on 500', ...answeringApi(500, 500) },
  { rule: 'api-forgets', title: 'it passes on 404 for a new connection', ...answeringApi(404, 404) },
  { rule: 'api-limits', title: 'it does not pass on 429', ...answeringApi(429, 502) },
  { rule: 'api-unavailable', title: 'it does not pass on 503', ...answeringApi(503, 502) },
  {
    rule: 'retry-after',
    title: 'it does not say when to try again',
    answer: (answer) => withHeaders(answer, { 'Retry-After': null }),
  },
  {
    rule: 'retry-after',
    title: 'it passes on any Retry-After',
    answer: (answer) =>
      answer.status === 429 && !answer.headers.has('Retry-After')
        ? withHeaders(answer, { 'Retry-After': 'soon' })
        : answer,
  },
  {
    rule: 'api-down',
    title: 'it fails with the connection',
    answer: (answer, { api }) => (answer.status === 502 && !api ? failure(answer, 500) : answer),
  },
  {
    rule: 'api-silent',
    title: 'it does not tell a time-out from a failure',
    answer: (answer) => (answer.status === 504 ? failure(answer, 502) : answer),
  },
  {
    rule: 'api-nonsense',
    title: 'it fails for an answer that is null',
    answer: (answer, { api }) => (api?.text === 'null' ? failure(answer, 500) : answer),
  },
  { rule: 'api-nonsense', title: 'it takes a number for a token', ...trusting('"widgetToken":7') },
  { rule: 'api-nonsense', title: 'it takes a token of any length', ...trusting('w'.repeat(4097)) },
  { rule: 'api-ids', title: 'it takes any connectionId', ...trusting('../admin') },
  { rule: 'api-size', title: 'it reads an answer of any size', ...trusting('x'.repeat(65_536)) },
  { rule: 'api-stray-key', title: 'it takes a key for an id', ...trusting(strayKey) },
  {
    rule: 'token-type',
    title: 'it sends a token as text',
    answer: (answer) => (isFailure(answer) ? answer : withHeaders(answer, { 'Content-Type': 'text/plain' })),
  },
  {
    rule: 'token-members',
    title: 'it passes on other members',
    answer: (answer) => (answer.status === 200 ? withMembers(answer, { institutionId: null }) : answer),
  },
  {
    rule: 'no-store',
    title: 'a cache may keep a token',
    answer: (answer) => (isFailure(answer) ? answer : withHeaders(answer, { 'Cache-Control': 'private' })),
  },
  {
    rule: 'no-store',
    title: 'a cache may keep a failure',
    answer: (answer) => (isFailure(answer) ? withHeaders(answer, { 'Cache-Control': null }) : answer),
  },
  {
    rule: 'nosniff',
    title: 'a browser may guess the type',
    answer: (answer) => withHeaders(answer, { 'X-Content-Type-Options': null }),
  },
  {
    rule: 'vary',
    title: 'it does not say what an answer depends on',
    answer: (answer) => withHeaders(answer, { Vary: 'Accept-Encoding, Cookie' }),
  },
  {
    rule: 'request-id',
    title: 'it does not answer the request id',
    answer: (answer) => withHeaders(answer, { 'X-Request-Id': crypto.randomUUID() }),
  },
  {
    rule: 'request-id',
    title: 'its failures have no request id',
    answer: (answer) => (isFailure(answer) ? withHeaders(answer, { 'X-Request-Id': null }) : answer),
  },
  {
    rule: 'request-id-form',
    title: 'it takes any request id',
    answer: (answer, { request }) =>
      request.headers.has('X-Request-Id')
        ? withHeaders(answer, { 'X-Request-Id': request.headers.get('X-Request-Id') })
        : answer,
  },
  {
    rule: 'request-id-api',
    title: 'it does not pass on the request id',
    ...calling((url, init) => [url, { ...init, headers: headersWith(init, { 'x-request-id': 'another' }) }]),
  },
  {
    rule: 'problem-type',
    title: 'its failures are text',
    answer: (answer) =>
      isFailure(answer) ? withHeaders(new Response('Failed', answer), { 'Content-Type': 'text/plain' }) : answer,
  },
  {
    rule: 'problem-type',
    title: 'its failures have no code',
    answer: (answer) => (isFailure(answer) ? withMembers(answer, { code: undefined }) : answer),
  },
  {
    rule: 'problem-code',
    title: 'it has codes of its own',
    answer: (answer) => (answer.status === 403 ? withMembers(answer, { code: 'forbidden' }) : answer),
  },
  {
    rule: 'leaked-key',
    title: 'a failure quotes the request to the API',
    answer: (answer) =>
      answer.status === 502 ? withMembers(answer, { detail: `Authorization: Bearer ${canaryKey}` }) : answer,
  },
  {
    rule: 'leaked-key',
    title: 'a header has the key',
    answer: (answer) => withHeaders(answer, { 'X-Debug': canaryKey }),
  },
  {
    rule: 'leaked-api-text',
    title: 'a failure quotes the API',
    answer: (answer, { api }) => (api && api.status >= 400 ? withMembers(answer, { detail: api.text }) : answer),
  },
  ...[
    'Traceback (most recent call last):\n  File "/app/views.py", line 7, in post',
    'TypeError: Failed to fetch\n    at mint (file:///app/server.js:12:9)',
    'java.lang.NullPointerException\n\tat com.example.Tokens.mint(Tokens.java:42)',
    'Fatal error: Uncaught Error: curl failed in /var/www/token.php on line 12',
    "/app/controllers/tokens_controller.rb:12:in `create'",
    'panic: nil\n\ngoroutine 1 [running]:\nmain.main()',
    '<!DOCTYPE html><title>Whoops</title>',
  ].map((stack): PlantedFault => ({
    rule: 'leaked-trace',
    title: `a failure shows ${stack.slice(0, 30)}`,
    answer: (answer) => (answer.status === 400 ? withMembers(answer, { stack }) : answer),
  })),
];
