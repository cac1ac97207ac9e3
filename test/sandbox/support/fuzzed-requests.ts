import * as fc from 'fast-check';
import { openApiDocument } from '../../../src/sandbox/http/openapi/document.ts';
import { scenarioBanks } from '../../../src/sandbox/scenario-banks.ts';
import { apiKey } from './client.ts';
import { valuesOf, type Schema } from './json-schema-values.ts';

/**
 * A request as it is generated, before the sandbox has answered anything: `{{wtk:0}}` stands for the latest widget
 * token that was seen by then, `{{conn:1}}` for the connection before the latest.
 */
export type FuzzedRequest = {
  /** The operation it is meant for, `POST /v1/connections`, whatever became of it. */
  operation: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
};

type Parameter = { in: 'path' | 'query' | 'header'; name: string; schema: Schema };
type Operation = {
  security: Record<string, unknown>[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; example: Record<string, unknown> }> };
};
type OpenApi = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };

// The document is made of plain objects; its linter has checked their shapes.
const openApi = openApiDocument('http://127.0.0.1') as OpenApi;

const valuesIn = (schema: Schema): fc.Arbitrary<unknown> =>
  valuesOf(schema, (reference) => openApi.components.schemas[reference.split('/').at(-1) ?? ''] ?? {});

/** Most of the time the first, now and then the other. */
const mostly = <Value>(usual: fc.Arbitrary<Value>, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: other });

/** The latest of what was seen with that prefix, or one before it. */
const seen = (prefix: string): fc.Arbitrary<string> =>
  mostly(fc.constant(0), fc.nat(3)).map((age) => `{{${prefix}:${age}}}`);

const junk = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    ' ',
    '.',
    '..',
    '%2e%2e',
    "' OR 1=1 --",
    '__proto__',
    'constructor',
    '\u0000',
    '\u202e',
    'x'.repeat(5_000),
  ),
);
const headerJunk = fc.string({ unit: 'grapheme-ascii', maxLength: 300 });

/** What means something to the sandbox, wherever it is put. */
const words = fc.oneof(
  fc.constantFrom(...scenarioBanks.map(({ id }) => id)),
  fc.constantFrom('ok', 'otp', 'otp-app', 'questions', 'choice', 'holder', 'approval', 'denial', 'slow', 'otp+locked'),
  fc.constantFrom('bad-password', 'expire-session', 'error_mfa-failed', 'araucaria', '123456', 'first', 'personal'),
  seen('conn'),
  seen('chl'),
);

const tokens: Record<string, fc.Arbitrary<string>> = {
  apiKey: fc.constant(apiKey),
  widgetToken: seen('wtk'),
  attemptToken: seen('att'),
};
const anyToken = fc.oneof(...Object.values(tokens), headerJunk);

const operations = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

/** Every operation of the document, `POST /v1/connections`. */
export const operationNames = operations.map(({ method, path }) => `${method} ${path}`);

/** Requests to every operation of the document, from what it allows to plain junk. */
export const fuzzedRequest: fc.Arbitrary<FuzzedRequest> = fc.oneof(...operations.map(requestsTo));

/** Calls that give the others something to go on with: a connection in each of its states, or an open challenge. */
export const opening: fc.Arbitrary<FuzzedRequest[]> = fc.oneof(
  fc.nat(3).map((count) => [create, changeBy('connect'), changeBy('fail-auth')].slice(0, count + 1)),
  fc
    .constantFrom('slow', 'otp', 'otp-app', 'questions', 'choice', 'holder', 'approval')
    .map((user) => [create, attemptBy(user), look]),
);

const create = plainCall('POST', '/v1/connections', apiKey);
const look = plainCall('GET', '/widget/api/attempt', '{{att:0}}');

function changeBy(action: 'connect' | 'fail-auth'): FuzzedRequest {
  return plainCall('POST', `/sandbox/connections/{{conn:0}}/${action}`, apiKey);
}

function attemptBy(user: string): FuzzedRequest {
  const { example } = openApi.paths['/widget/api/attempts']?.['post']?.requestBody?.content['application/json'] ?? {};
  const body = { ...example, connectionId: '{{conn:0}}', credentials: { user, password: 'araucaria' } };
  return plainCall('POST', '/widget/api/attempts', '{{wtk:0}}', JSON.stringify(body));
}

function plainCall(method: string, path: string, bearer: string, body: string | null = null): FuzzedRequest {
  const headers = { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' };
  return { operation: `${method} ${path}`, method, path, headers, body };
}

function requestsTo({ method, path, operation }: (typeof operations)[number]): fc.Arbitrary<FuzzedRequest> {
  return fc
    .record({
      method: mostly(fc.constant(method), fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')),
      path: pathsOf(path, operation),
      headers: headersOf(operation),
      body: bodiesOf(operation),
    })
    .map((request) => ({
      ...request,
      operation: `${method} ${path}`,
      body: /^(?:GET|HEAD)$/.test(request.method) ? null : request.body,
    }));
}

function pathsOf(path: string, { parameters = [] }: Operation): fc.Arbitrary<string> {
  const id = mostly(path.includes('institutions') ? words : seen('conn'), junk);
  const query = parameters.filter((parameter) => parameter.in === 'query');
  const values = fc.record(
    Object.fromEntries(query.map(({ name, schema }) => [name, mostly(valuesIn(schema), junk).map(String)])),
    { requiredKeys: [] },
    // Members that are left out are not there at all, rather than undefined.
  ) as fc.Arbitrary<Record<string, string>>;
  return fc.tuple(id, values, mostly(fc.constant(''), junk)).map(([chosen, parts, more]) => {
    const text = new URLSearchParams(parts).toString();
    // Braces stay: what was seen is put in later.
    const filled = path.replace('{id}', () => encodeURI(chosen).replaceAll(/%7[BD]/g, decodeURIComponent));
    return filled + encodeURI(more) + (text && `?${text}`);
  });
}

function headersOf({ security, parameters = [] }: Operation): fc.Arbitrary<Record<string, string>> {
  const [scheme] = security.flatMap((requirement) => Object.keys(requirement));
  const usual = (scheme === undefined ? undefined : tokens[scheme]) ?? anyToken;
  const own = parameters.filter((parameter) => parameter.in === 'header');
  const others = fc.record(
    {
      ...Object.fromEntries(own.map(({ name, schema }) => [name, mostly(valuesIn(schema).map(String), headerJunk)])),
      Origin: fc.constantFrom('null', 'http://localhost:5173', 'https://evil.example'),
      'Sec-Fetch-Site': fc.constantFrom('same-origin', 'cross-site'),
      'Accept-Language': headerJunk,
    },
    { requiredKeys: [] },
  );
  return fc
    .record({
      Authorization: mostly(usual, anyToken).map((token) => `Bearer ${token}`),
      'Content-Type': mostly(fc.constant('application/json'), headerJunk),
      others: mostly(fc.constant({}), others),
    })
    .map(({ others: more, ...headers }) => ({ ...headers, ...more }));
}

function bodiesOf({ requestBody }: Operation): fc.Arbitrary<string | null> {
  const junkBody = fc.oneof(fc.json(), junk, fc.constant('x'.repeat(70_000)), fc.constant(null));
  const content = requestBody?.content['application/json'];
  if (!content) return mostly(fc.constant(null), junkBody);
  const valid = fc.oneof({ weight: 3, arbitrary: variationsOf(content.example) }, valuesIn(content.schema));
  return mostly(
    mostly(valid, spoiled(valid)).map((value) => JSON.stringify(value)),
    junkBody,
  );
}

/** The example with other words in it. */
function variationsOf(example: unknown): fc.Arbitrary<unknown> {
  if (typeof example === 'string') {
    const [, prefix] = /^(conn|chl)_/.exec(example) ?? [];
    return mostly(prefix === undefined ? fc.constant(example) : seen(prefix), words);
  }
  if (typeof example !== 'object' || example === null) return fc.constant(example);
  return fc.record(Object.fromEntries(Object.entries(example).map(([name, part]) => [name, variationsOf(part)])));
}

/** With a member too many, too few, or of another kind. */
function spoiled(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(values, fc.nat(5), junk, fc.jsonValue()).map(([value, index, name, other]) => {
    const members = Object.entries(value ?? {});
    const spot = Math.min(index, members.length);
    return Object.fromEntries([
      ...members.slice(0, spot),
      [members[spot]?.[0] ?? name, other],
      ...members.slice(spot + (index % 2) + 1),
    ]);
  });
}
