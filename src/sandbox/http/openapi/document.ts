import packageJson from '../../../../package.json' with { type: 'json' };
import { webhookEvent } from '../api/answer-schemas.ts';
import { operations } from '../api/operations.ts';
import { bearers, tags, type TagName } from '../api/tags-and-security.ts';
import { componentSchemas, referenceTo } from './components.ts';
import { describeOperation } from './describe-operation.ts';

/** The OpenAPI 3.1 document of a sandbox at `origin`. */
export function openApiDocument(origin: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method] = describeOperation(operation);
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Araucaria sandbox',
      version: packageJson.version,
      description:
        'An Araucaria that runs on your own machine. Errors are problem JSON (RFC 9457). Every answer has an `X-Request-Id`: that of the request, if it has one. The log, the console and the webhooks have it too.',
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    servers: [{ url: origin }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths,
    webhooks: { connection: { post: webhook } },
    components: {
      schemas: componentSchemas(),
      securitySchemes: Object.fromEntries(
        Object.entries(bearers).map(([name, description]) => [name, { type: 'http', scheme: 'bearer', description }]),
      ),
    },
  };
}

const webhook = {
  operationId: 'receiveWebhook',
  tags: ['Connections' satisfies TagName],
  summary: 'Receive the new state of a connection',
  description: 'Signed as in Standard Webhooks. Delivered at least once: a repeated `webhook-id` is the same event.',
  security: [],
  parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
    in: 'header',
    name,
    required: true,
    schema: { type: 'string' },
  })),
  requestBody: {
    required: true,
    content: { 'application/json': { schema: referenceTo(webhookEvent) } },
  },
  responses: { '2XX': { description: 'Accepted.' }, '4XX': { description: 'Not accepted: it is sent again later.' } },
};
