import packageJson from '../../../../package.json' with { type: 'json' };
import { componentSchemas, referenceTo, type SchemaName } from './components.ts';
import { documentedOperations, sandboxOperations } from './documented-operations.ts';
import { describeOperation, type Operation } from './operation.ts';
import { bearers, tags, type TagName } from './tags-and-security.ts';
import { widgetOperations } from './widget-operations.ts';

/** Every operation, in the order of a reader. */
export const operations: readonly Operation[] = [...documentedOperations, ...sandboxOperations, ...widgetOperations];

/** The OpenAPI 3.1 document of a sandbox that runs at `origin`, from the schemas that its routes check with. */
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
      description: 'An Araucaria that runs on your own machine. Errors are problem JSON (RFC 9457).',
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
  summary: 'Hear what became of a connection',
  description:
    'Signed as Standard Webhooks specify, and sent at least once: a `webhook-id` seen before is the same event.',
  security: [],
  parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
    in: 'header',
    name,
    required: true,
    schema: { type: 'string' },
  })),
  requestBody: {
    required: true,
    content: { 'application/json': { schema: referenceTo('WebhookEvent' satisfies SchemaName) } },
  },
  responses: { '2XX': { description: 'Taken.' }, '4XX': { description: 'Not taken: it will be sent again.' } },
};
