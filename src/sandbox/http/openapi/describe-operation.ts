import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import { id } from '../../../shared/widget-api/common.ts';
import { problem } from '../api/answer-schemas.ts';
import type { Operation, Problems } from '../api/operation.ts';
import { referenceTo } from './components.ts';

/** Problems of every operation. */
const always: Problems = { 403: 'The request comes from a page or a host that is not allowed.' };

/** Also of operations that need no body: the size of any body is checked. */
const tooLarge: Problems = { 413: 'The body is larger than 64 KiB.' };

const withBody: Problems = {
  400: 'The body is not JSON.',
  415: 'The body is not `application/json`.',
  422: 'The body has another shape.',
};

const withSecurity: Problems = { 401: 'The authorization is missing or not valid.' };

const challenge =
  '`Bearer`, as in RFC 6750: without an `error` if there was no token, `invalid_request` for a malformed one, otherwise `invalid_token`.';

/** Every problem that an operation can answer with. Its own reasons replace the general ones. */
export function problemsOf({ method, security, body, problems }: Operation): [status: string, reason: string][] {
  return Object.entries({
    ...always,
    ...(method !== 'get' && tooLarge),
    ...(security && withSecurity),
    ...(body && withBody),
    ...problems,
  });
}

/** The operation object of OpenAPI. */
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
    schema: referenceTo(id),
    ...(exampleId && { example: exampleId }),
  }));
  const others = parameters.map(({ schema, ...parameter }) => ({
    ...parameter,
    // The output: in a URL a number is text, and the reader should see a number.
    schema: toJsonSchemaDefs({ schema }, { target: 'draft-2020-12', typeMode: 'output' }).schema,
  }));
  const all = [...inPath, ...others];
  return all.length > 0 ? { parameters: all } : {};
}

function describeProblem(status: string, description: string): object {
  return {
    description,
    ...(status === '401' && { headers: describeHeaders({ 'WWW-Authenticate': challenge }) }),
    content: { 'application/problem+json': { schema: referenceTo(problem) } },
  };
}

function describeHeaders(headers: Record<string, string>): object {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );
}
