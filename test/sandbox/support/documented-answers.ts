import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { openApiDocument } from '../../../src/sandbox/http/openapi/document.ts';

/** The parts of an answer that the document describes. */
export type SentAnswer = { status: number; contentType: string | null; text: string };

type Content = Record<string, { schema: object }>;
type DocumentedAnswer = { content?: Content };
type Operation = { responses: Record<string, DocumentedAnswer> };
type OpenApi = { paths: Record<string, Record<string, Operation>> };

// The document has plain objects; the linter checks their shape.
const openApi = openApiDocument('http://127.0.0.1') as OpenApi;

const ajv = new Ajv2020({
  // The draft allows unions without a `discriminator` and members beside `$ref`; ajv's strict mode does not.
  strict: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
});
ajv.addSchema(openApi, 'openapi');

/** The paths that the document describes; the others are pages and files. */
const documentedAreas = /^\/(?:v1|sandbox\/(?:connections|webhooks)|widget\/api)(?:\/|$)/;

const paths = Object.entries(openApi.paths).map(([path, operations]) => ({
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  path,
  operations,
}));

/** Fails if the answer does not match the document. */
export function assertDocumented(method: string, url: URL, answer: SentAnswer): void {
  // The versioned folder has the same API.
  const path = url.pathname.replace(/^\/widget\/\d[^/]*\//, '/widget/');
  if (!documentedAreas.test(path)) return;
  const call = `${method} ${path} answered ${answer.status}`;
  const documented = paths.find(({ pattern }) => pattern.test(path));
  const operation = documented?.operations[method === 'HEAD' ? 'get' : method.toLowerCase()];
  if (!documented || !operation) {
    assert.ok(answer.status >= 400 && answer.status < 500, `${call}, and is not documented`);
    if (method !== 'HEAD') assertConforms(call, '#/components/schemas/Problem', 'application/problem+json', answer);
    return;
  }
  const expected = operation.responses[answer.status];
  assert.ok(expected, `${call}, which is not documented`);
  if (method === 'HEAD') return;
  const [contentType] = Object.keys(expected.content ?? {});
  if (contentType === undefined) {
    assert.equal(answer.text, '', `${call} with a body`);
    return;
  }
  const pointer = ['paths', documented.path, method.toLowerCase(), 'responses', answer.status, 'content', contentType];
  assertConforms(call, `#${[...pointer, 'schema'].map(pointerPart).join('')}`, contentType, answer);
}

function assertConforms(call: string, reference: string, contentType: string, answer: SentAnswer): void {
  assert.equal(answer.contentType?.split(';')[0], contentType, call);
  const validate = validatorFor(reference);
  // No body in the message, because it may contain tokens.
  assert.ok(validate(JSON.parse(answer.text)), `${call}: ${ajv.errorsText(validate.errors)}`);
}

function validatorFor(reference: string): ValidateFunction {
  const validate = ajv.getSchema(`openapi${reference}`);
  assert.ok(validate, `the document has no ${reference}`);
  return validate;
}

const pointerPart = (part: string | number): string =>
  `/${encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))}`;
