import * as fc from 'fast-check';
import { openApiDocument } from '../../../src/sandbox/http/openapi/document.ts';
import { scenarioBanks } from '../../../src/sandbox/institutions/scenario-banks.ts';
import { apiKey, hostOrigin } from './client.ts';
import { mostly, valuesOf, type Schema } from './json-schema-values.ts';

/**
 * A generated request. It has placeholders for values of earlier answers: `{{wtk:0}}` for the latest widget token,
 * `{{conn:1}}` for the connection before the latest.
 */
export type FuzzedRequest = {
  /** The operation that it was generated for, such as `POST /v1/connections`. */
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
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type OpenApi = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };

// The document has plain objects; the linter checks their shape.
const openApi = openApiDocument('http://127.0.0.1') as OpenApi;

const operations = Object.entries(openApi.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

/** A placeholder for the latest value with that prefix, or for an earlier one. */
const seen = (prefix: string): fc.Arbitrary<string> =>
  mostly(fc.constant(0), fc.nat(3)).map((age) => `{{${prefix}:${age}}}`);

const oddTexts = ['', ' ', '.', '..', '%2e%2e', "' OR 1=1 --", '__proto__', 'constructor', '\u0000', '\u202E'];
const junk = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...oddTexts, 'x'.repeat(5_000)));
const headerJunk = fc.string({ unit: 'grapheme-ascii', maxLength: 300 });

const banks = fc.constantFrom(...scenarioBanks.map(({ id }) => id));
const users = fc.constantFrom('ok', 'otp', 'otp-app', 'questions', 'choice', 'holder', 'approval', 'denial', 'slow');
const endings = fc.constantFrom('', '', '', '+ok', '+locked', '+expire-session', '+bad-password', '+error_mfa-failed');

/** Meaningful values, by the name of the member, header or parameter. */
const members = {
  connectionId: seen('conn'),
  challengeId: seen('chl'),
  institutionId: banks,
  origin: fc.constantFrom(hostOrigin, hostOrigin, 'https://evil.example'),
  credentials: fc.record({
    user: fc.tuple(users, endings).map(([user, ending]) => user + ending),
    password: mostly(fc.constant('araucaria'), junk),
  }),
  code: fc.constantFrom('123456', '000000'),
  answers: fc.dictionary(fc.constantFrom('pet', 'school', 'other'), fc.constantFrom('araucaria', 'no')),
  option: fc.constantFrom('first', 'second', 'personal', 'other'),
  q: fc.constantFrom('banco', 'itau', 'alrece', '001'),
  'Idempotency-Key': fc.constantFrom('order-1', '"order-1"', 'order-2'),
};

/** Meaningful ids in a path, by the segment before them. */
const pathIds: Record<string, fc.Arbitrary<string>> = {
  connections: seen('conn'),
  institutions: banks,
  webhooks: seen('msg'),
};

const tokens: Record<string, fc.Arbitrary<string>> = {
  apiKey: fc.constant(apiKey),
  widgetToken: seen('wtk'),
  attemptToken: seen('att'),
};
const anyToken = fc.oneof(...Object.values(tokens), headerJunk);

const hints = {
  resolve: (reference: string): Schema => openApi.components.schemas[reference.split('/').at(-1) ?? ''] ?? {},
  members,
};

/** Every operation of the document, such as `POST /v1/connections`. */
export const operationNames = operations.map(({ method, path }) => `${method} ${path}`);

/** Requests to every operation of the document, from valid ones to junk. */
export const fuzzedRequest: fc.Arbitrary<FuzzedRequest> = fc.oneof(...operations.map(requestsTo));

/** Calls that prepare state for the others: a connection in each state, webhooks, an open challenge. */
export const opening: fc.Arbitrary<FuzzedRequest[]> = fc.oneof(
  fc.nat(3).map((last) => [create, changeBy('connect'), changeBy('fail-auth'), list].slice(0, last + 1)),
  users.map((user) => [create, attemptBy(user), look]),
);

const create = plainCall('POST', '/v1/connections', apiKey);
const list = plainCall('GET', '/sandbox/webhooks', apiKey);
const look = plainCall('GET', '/widget/api/attempt', '{{att:0}}');

function changeBy(action: 'connect' | 'fail-auth'): FuzzedRequest {
  return plainCall('POST', `/sandbox/connections/{{conn:0}}/${action}`, apiKey);
}

function attemptBy(user: string): FuzzedRequest {
  const credentials = { user, password: 'araucaria' };
  const body = { connectionId: '{{conn:0}}', origin: hostOrigin, institutionId: 'banco-alerce', credentials };
  return plainCall('POST', '/widget/api/attempts', '{{wtk:0}}', JSON.stringify(body));
}

function plainCall(method: string, path: string, bearer: string, body: string | null = null): FuzzedRequest {
  const headers = { Authorization: `Bearer ${bearer}`, 'Content-Type': 'application/json' };
  return { operation: `${method} ${path}`, method, path, headers, body };
}

function requestsTo({ method, path, operation }: (typeof operations)[number]): fc.Arbitrary<FuzzedRequest> {
  const methods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');
  return fc
    .record({
      method: mostly(fc.constant(method), methods),
      path: pathsOf(path, operation),
      headers: headersOf(operation),
      body: bodiesOf(operation),
    })
    .map((request) => ({
      ...request,
      operation: `${method} ${path}`,
      // `fetch` allows no body with these.
      body: /^(?:GET|HEAD)$/.test(request.method) ? null : request.body,
    }));
}

function pathsOf(path: string, { parameters = [] }: Operation): fc.Arbitrary<string> {
  const [, resource = ''] = /(\w+)\/\{id\}/.exec(path) ?? [];
  const id = mostly(pathIds[resource] ?? junk, junk);
  const query = parametersOf(parameters, 'query', junk);
  return fc.tuple(id, query, mostly(fc.constant(''), junk)).map(([chosen, values, more]) => {
    const text = new URLSearchParams(values).toString();
    // Braces stay, because the placeholders are replaced later.
    const filled = path.replace('{id}', () => encodeURI(chosen).replaceAll(/%7[BD]/g, decodeURIComponent));
    return filled + encodeURI(more) + (text && `?${text}`);
  });
}

function headersOf({ security, parameters = [] }: Operation): fc.Arbitrary<Record<string, string>> {
  const [scheme] = security.flatMap((requirement) => Object.keys(requirement));
  const usual = (scheme === undefined ? undefined : tokens[scheme]) ?? anyToken;
  const unexpected = fc.record(
    {
      Origin: fc.constantFrom('null', hostOrigin, 'https://evil.example'),
      'Sec-Fetch-Site': fc.constantFrom('same-origin', 'cross-site'),
      'Accept-Language': headerJunk,
    },
    { requiredKeys: [] },
  );
  return fc
    .record({
      Authorization: mostly(usual, anyToken).map((token) => `Bearer ${token}`),
      'Content-Type': mostly(fc.constant('application/json'), headerJunk),
      own: parametersOf(parameters, 'header', headerJunk),
      others: mostly(fc.constant({}), unexpected),
    })
    .map(({ own, others, ...headers }) => ({ ...headers, ...own, ...others }));
}

/** The parameters in that place, each present or not. */
function parametersOf(
  parameters: readonly Parameter[],
  place: Parameter['in'],
  other: fc.Arbitrary<string>,
): fc.Arbitrary<Record<string, string>> {
  const own = parameters.filter((parameter) => parameter.in === place);
  const properties = Object.fromEntries(own.map(({ name, schema }) => [name, schema]));
  return valuesOf({ type: 'object', properties }, hints).chain((values) => {
    const texts = Object.entries(values ?? {}).map(([name, value]) => [
      name,
      mostly(fc.constant(String(value)), other),
    ]);
    return fc.record(Object.fromEntries(texts) as Record<string, fc.Arbitrary<string>>);
  });
}

function bodiesOf({ requestBody }: Operation): fc.Arbitrary<string | null> {
  const junkBody = fc.oneof(fc.json(), junk, fc.constant('x'.repeat(70_000)), fc.constant(null));
  const schema = requestBody?.content['application/json']?.schema;
  if (!schema) return mostly(fc.constant(null), junkBody);
  const valid = valuesOf(schema, hints);
  return mostly(
    mostly(valid, spoiled(valid)).map((value) => JSON.stringify(value)),
    junkBody,
  );
}

/** Values with an extra, a missing or a wrong member. */
function spoiled(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(values, fc.nat(5), junk, fc.jsonValue()).map(([value, index, name, other]) => {
    const entries = Object.entries(value ?? {});
    const spot = Math.min(index, entries.length);
    const spoiledEntry = [entries[spot]?.[0] ?? name, other];
    return Object.fromEntries([...entries.slice(0, spot), spoiledEntry, ...entries.slice(spot + (index % 2) + 1)]);
  });
}
