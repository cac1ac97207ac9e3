import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import packageJson from '../../../package.json' with { type: 'json' };
import { actionNames } from '../../../src/sandbox/http/pages/console/action-button.ts';
import { operations } from '../../../src/sandbox/http/api/operations.ts';
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts';
import { answerTo } from './conversations.ts';
import { mostly } from './json-schema-values.ts';

/** A request to a page or a file. Its headers may be anything that `fetch` accepts. */
export type PageRequest = { method: string; path: string; headers: Record<string, string>; body: BodyInit | null };

const junk = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '..', '%2e%2e', '\u0000', 'x'.repeat(70_000)));
const headerJunk = fc.string({ unit: 'grapheme-ascii', maxLength: 100 });

const files = ['araucaria-connect.js', 'frame/', 'frame/index.html', 'logos/banco-alerce.svg', 'frame/assets/none.js'];
const paths = [
  ...['', '/', '/events', '/console.css', '/console.js', '/api', '/api.css', '/openapi.json'].map(
    (page) => `/sandbox${page}`,
  ),
  ...files.flatMap((file) => [`/widget/${file}`, `/widget/${packageJson.version}/${file}`]),
];
/** The paths that accept a form. */
const forms = ['/sandbox/', '/sandbox/api'];

const values = mostly(fc.constantFrom('conn_none', 'msg_none', '{}', '{"connectionId":"conn_none"}'), junk);
const fields = fc.record(
  {
    action: mostly(fc.constantFrom(...actionNames), junk),
    operation: mostly(fc.constantFrom(...operations.map(({ operationId }) => operationId)), junk),
    id: values,
    memory: values,
    token: values,
    body: values,
    'Idempotency-Key': mostly(fc.constant('order-1'), junk),
    q: junk,
  },
  { requiredKeys: [] },
);

const bodies: fc.Arbitrary<BodyInit | null> = fc.oneof(
  { weight: 6, arbitrary: fields.map((given) => new URLSearchParams(given)) },
  {
    weight: 2,
    arbitrary: fields.map((given) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(given)) form.append(name, value);
      return form;
    }),
  },
  junk,
  fc.constant(null),
);

const types = [
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'multipart/form-data; boundary=x',
  'text/plain',
];

const headers = fc.record(
  {
    Origin: mostly(fc.constant('{{origin}}'), fc.constantFrom('null', 'https://evil.example')),
    Range: fc.oneof(fc.constantFrom('bytes=0-9', 'bytes=9-0', 'bytes=-1', 'bytes=0-1,3-4'), headerJunk),
    'If-None-Match': headerJunk,
    'Accept-Encoding': fc.constantFrom('gzip', 'br', 'identity;q=0'),
    'Last-Event-ID': headerJunk,
  },
  { requiredKeys: ['Origin'] },
);

const methods = fc.constantFrom('HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS');

/** Requests to every page and file of the sandbox, with usual and unusual headers. */
export const pageRequest: fc.Arbitrary<PageRequest> = fc
  .record({
    isForm: fc.boolean(),
    form: fc.constantFrom(...forms),
    page: fc.constantFrom(...paths),
    more: mostly(fc.constant(''), junk),
    method: mostly(fc.constant(null), methods),
    headers,
    type: mostly(fc.constant(null), fc.constantFrom(...types)),
    body: bodies,
  })
  .map(({ isForm, form, page, more, method: other, headers: sent, type, body }) => {
    const method = other ?? (isForm ? 'POST' : 'GET');
    return {
      method,
      path: (isForm ? form : page) + encodeURI(more).slice(0, 8_000),
      headers: { ...sent, ...(type !== null && { 'Content-Type': type }) },
      // `fetch` allows no body with these.
      body: /^(?:GET|HEAD)$/.test(method) ? null : body,
    };
  });

/** Sends a request, checks what is true of every answer, and returns the status. */
export async function send(sandbox: Sandbox, { method, path, headers: sent, body }: PageRequest): Promise<number> {
  const own = Object.entries(sent).map(([name, value]) => [name, value.replace('{{origin}}', sandbox.url)]);
  const { response, text } = await answerTo(new URL(sandbox.url + path), {
    method,
    headers: Object.fromEntries(own) as Record<string, string>,
    body,
  });
  const { status } = response;
  assert.ok(status < 500, `${method} ${path} answered ${status}`);
  assert.equal(response.headers.get('X-Content-Type-Options'), 'nosniff');
  assert.doesNotMatch(text, /node:internal|\n\s+at \w/);
  return status;
}
