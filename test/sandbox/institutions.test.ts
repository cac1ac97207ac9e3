import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { describe, it, type TestContext } from 'node:test';
import { generatedCatalog } from '../../src/sandbox/institutions/catalog.ts';
import { scenarioBanks } from '../../src/sandbox/institutions/scenario-banks.ts';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { idPattern } from '../../src/shared/limits.ts';
import { sandboxFor } from './support/client.ts';
import { temporaryFile } from './support/temporary-file.ts';

async function catalogFile(t: TestContext, content: unknown): Promise<string> {
  const file = await temporaryFile(t, 'institutions.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('the institutions', () => {
  it('are 12,000 with unique ids, the same each time', () => {
    const catalog = generatedCatalog();
    assert.equal(catalog.length, 12_000);
    assert.equal(new Set([...catalog, ...scenarioBanks].map(({ id }) => id)).size, 12_000 + scenarioBanks.length);
    assert.ok([...catalog, ...scenarioBanks].every(({ id }) => idPattern.test(id)));
    assert.deepEqual(generatedCatalog(), catalog);
  });

  it('are the scenario banks, one slow and one down, for an empty query', async (t) => {
    const client = await sandboxFor(t);
    const { body } = await client.call('GET', '/widget/api/institutions');
    assert.equal(body.total, scenarioBanks.length);
    assert.deepEqual(
      body.institutions.map(({ id }: { id: string }) => id),
      scenarioBanks.map(({ id }) => id),
    );
    const states = scenarioBanks.map(({ status }) => status).filter((status) => status !== 'ok');
    assert.deepEqual(states.toSorted(), ['down', 'slow']);
  });

  it('are found without accents, best first', async (t) => {
    const client = await sandboxFor(t);
    for (const [query, first] of [
      ['nirre', 'cooperativa-nirre'],
      ['Banco JEQUITIBA', 'banco-jequitiba'],
      ['Jequitibá', 'banco-jequitiba'],
      ['  caja   quillay ', 'caja-quillay'],
      ['bosque raulí', 'banco-rauli-del-bosque'],
      ['901', 'banco-alerce'],
    ] as const) {
      const { body } = await client.call('GET', `/widget/api/institutions?limit=1&q=${encodeURIComponent(query)}`);
      assert.equal(body.institutions[0]?.id, first, query);
      assert.equal(body.institutions.length, 1);
    }
  });

  it('refuse an invalid limit', async (t) => {
    const client = await sandboxFor(t);
    for (const limit of ['0', '101', '-1', 'x', '']) {
      assert.equal((await client.call('GET', `/widget/api/institutions?limit=${limit}`)).status, 422, limit);
    }
  });

  it('have a form with labels in three languages', async (t) => {
    const client = await sandboxFor(t);
    const { body } = await client.call('GET', '/widget/api/institutions/banco-alerce');
    assert.deepEqual(
      body.fields.map(({ name, type }: { name: string; type: string }) => [name, type]),
      [
        ['user', 'text'],
        ['password', 'password'],
      ],
    );
    for (const { label } of body.fields) assert.deepEqual(Object.keys(label).toSorted(), ['en', 'es', 'pt']);
  });

  it('can be replaced by a file; the scenario banks stay', async (t) => {
    const institutions = await catalogFile(t, [
      { id: 'casa-tineo', name: 'Casa Tineo', aliases: ['La Tineana'], code: '777' },
    ]);
    const client = await sandboxFor(t, { institutions });
    assert.equal((await client.call('GET', '/widget/api/institutions')).body.total, scenarioBanks.length);
    for (const query of ['tineana', '777', 'casa t']) {
      const { body } = await client.call('GET', `/widget/api/institutions?q=${query}`);
      assert.equal(body.institutions[0]?.id, 'casa-tineo', query);
    }
  });

  it('report what is wrong with the file', async (t) => {
    for (const content of ['{', '{}', '[{"id":"../x","name":"X"}]', '[{"id":"x"}]']) {
      const institutions = await catalogFile(t, content);
      await assert.rejects(
        startSandbox({ port: 0, database: ':memory:', institutions }),
        /^SettingsError: ARAUCARIA_INSTITUTIONS/,
      );
    }
  });

  it('quote nothing of a file that is not JSON', async (t) => {
    const institutions = await catalogFile(t, 'canary, as another file might hold');
    await assert.rejects(
      startSandbox({ institutions }),
      (error: Error) => /not JSON/.test(error.message) && !error.message.includes('canary'),
    );
  });

  it('may begin with a byte-order mark', async (t) => {
    const institutions = await catalogFile(t, `\uFEFF[{"id":"casa-tineo","name":"Casa Tineo"}]`);
    const client = await sandboxFor(t, { institutions });
    assert.equal((await client.call('GET', '/widget/api/institutions/casa-tineo')).status, 200);
  });
});
