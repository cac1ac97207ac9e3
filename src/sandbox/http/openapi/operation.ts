import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { referenceTo, type SchemaName } from './components.ts';
import type { SecurityName, TagName } from './tags-and-security.ts';

/** When an operation answers with problem JSON, by status. */
export type Problems = Partial<Record<400 | 401 | 403 | 404 | 409 | 413 | 415 | 422, string>>;

/** One operation, in as few words as the document needs. */
export type Operation = {
  method: 'get' | 'post' | 'delete';
  /** Parameters of the path are ids: `{id}`. */
  path: `/${string}`;
  operationId: string;
  tag: TagName;
  /** A sentence for a list. */
  summary: string;
  /** What the summary leaves open, in Markdown. */
  description?: string;
  /** Null: anyone may call. */
  security: SecurityName | null;
  parameters?: readonly Parameter[];
  /** The id in the path, of something that a sandbox has from the start. */
  exampleId?: string;
  /** `optional`: no body at all is as good as `{}`. */
  body?: { schema: SchemaName; optional?: boolean; example: object };
  answer: { status: 200 | 201 | 202 | 204; description: string; schema?: SchemaName; headers?: Record<string, string> };
  problems?: Problems;
};

/** A parameter in the query or a header. */
export type Parameter = { in: 'query' | 'header'; name: string; description: string; schema: v.GenericSchema };

/** What any call can meet. */
const always: Problems = { 403: 'The call comes from where it must not come from.' };

/** Also where no body is asked for: one that comes all the same is measured. */
const tooLarge: Problems = { 413: 'The body is larger than 64 KiB.' };

const withBody: Problems = {
  400: 'The body is no JSON.',
  415: 'The body is not `application/json`.',
  422: 'The body is not what was expected.',
};

const withSecurity: Problems = { 401: 'The authorization is missing or not valid.' };

const challenge =
  '`Bearer` as RFC 6750 has it: without an `error` where none came, `invalid_request` for what is no token, else `invalid_token`.';

/** All the problems an operation can answer with, its own words before the general ones. */
export function problemsOf({ method, security, body, problems }: Operation): [status: string, reason: string][] {
  return Object.entries({
    ...always,
    ...(method !== 'get' && tooLarge),
    ...(security && withSecurity),
    ...(body && withBody),
    ...problems,
  });
}

/** The operation as OpenAPI has it. */
export function describeOperation(operation: Operation): object {
  const { operationId, tag, summary, description, security, body, answer } = operation;
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: security ? [{ [security]: [] }] : [],
    ...describeParameters(operation),
    ...(body && {
      requestBody: {
        required: !body.optional,
        content: { 'application/json': { schema: referenceTo(body.schema), example: body.example } },
      },
    }),
    responses: {
      [answer.status]: {
        description: answer.description,
        ...(answer.headers && { headers: describeHeaders(answer.headers) }),
        ...(answer.schema && { content: { 'application/json': { schema: referenceTo(answer.schema) } } }),
      },
      ...Object.fromEntries(problemsOf(operation).map(([status, reason]) => [status, describeProblem(status, reason)])),
    },
  };
}

function describeParameters({ path, exampleId, parameters = [] }: Operation): object {
  const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    in: 'path',
    name,
    required: true,
    schema: referenceTo('Id' satisfies SchemaName),
    ...(exampleId && { example: exampleId }),
  }));
  const others = parameters.map(({ schema, ...parameter }) => ({
    ...parameter,
    // What comes after a transformation is what is meant: text in a URL is a number to the reader.
    schema: toJsonSchemaDefs({ schema }, { target: 'draft-2020-12', typeMode: 'output' }).schema,
  }));
  const all = [...inPath, ...others];
  return all.length > 0 ? { parameters: all } : {};
}

function describeProblem(status: string, description: string): object {
  return {
    description,
    ...(status === '401' && { headers: describeHeaders({ 'WWW-Authenticate': challenge }) }),
    content: { 'application/problem+json': { schema: referenceTo('Problem' satisfies SchemaName) } },
  };
}

function describeHeaders(headers: Record<string, string>): object {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
}
