import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { createApp } from '../../src/sandbox/http/app.ts';
import { openApiDocument } from '../../src/sandbox/http/openapi/document.ts';
import type { Services } from '../../src/sandbox/http/services.ts';
import { completeSettings } from '../../src/sandbox/settings.ts';
import { sandboxFor } from './support/client.ts';

const origin = 'http://127.0.0.1:4400';
// The linter checks its shape.
const openApi = openApiDocument(origin) as {
  paths: Record<string, Record<string, { security: object[] }>>;
  components: { schemas: Record<string, unknown> };
};

/** Every operation that the app has a route for, without pages and files. */
function routedOperations(): string[] {
  // Routes use the services only when they are called.
  const app = createApp({ settings: completeSettings({}) } as Services);
  const operations = app.routes
    .filter(
      ({ method, path }) => method !== 'ALL' && /^\/(?:v1|sandbox\/(?:connections|webhooks)|widget\/api)\b/.test(path),
    )
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  return [...new Set(operations)].toSorted();
}

describe('the OpenAPI document', () => {
  it('passes a linter without a warning', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] });
    const source = JSON.stringify(openApi);
    const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
    assert.deepEqual(
      problems.map(({ ruleId, message }) => `${ruleId}: ${message}`),
      [],
    );
  });

  it('has each operation of the sandbox, and no others', () => {
    const documented = Object.entries(openApi.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    assert.deepEqual(documented.toSorted(), routedOperations());
  });

  it('has the authorization that the sandbox requires', async (t) => {
    const client = await sandboxFor(t);
    for (const [path, operations] of Object.entries(openApi.paths)) {
      for (const [method, { security }] of Object.entries(operations)) {
        const { status } = await client.call(method.toUpperCase(), path.replace('{id}', 'banco-alerce'));
        assert.equal(status === 401, security.length > 0, `${method} ${path}: ${status}`);
      }
    }
  });

  it('is served without authorization, with the URL of the sandbox', async (t) => {
    const client = await sandboxFor(t);
    const { status, body } = await client.call('GET', '/sandbox/openapi.json');
    assert.equal(status, 200);
    assert.deepEqual(body, structuredClone(openApiDocument(client.url)));
  });
});
