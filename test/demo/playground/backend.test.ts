import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { generate } from '../../../demo/playground/generator/generate.js';
import { initialChoices, parts } from '../../support/playground-choices.ts';

const main = join(import.meta.dirname, '../../../dist/cli/main.js');
const temporary = mkdtempSync(join(tmpdir(), 'playground-'));
after(() => rmSync(temporary, { recursive: true, force: true }));

/** What `init` writes into a new project, by path, and what it prints. `own`: the files that the project has. */
function init(name: string, own: Record<string, string>): { files: Record<string, string>; printed: string } {
  const folder = mkdtempSync(join(temporary, `${name}-`));
  for (const [file, text] of Object.entries(own)) writeFileSync(join(folder, file), text);
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'init', name], {
    cwd: folder,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  const paths = globSync(['**/*', '.env.example'], { cwd: folder }).filter(
    (path) => statSync(join(folder, path)).isFile() && !Object.hasOwn(own, path),
  );
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  return { files, printed: stdout };
}

const projects = { js: {}, ts: { 'tsconfig.json': '{}', 'package.json': '{"type":"module"}' } };

describe('the backend code is, byte by byte, what araucaria-connect init writes for', () => {
  for (const server of parts.servers) {
    test(server.name, () => {
      for (const code of ['js', 'ts'] as const) {
        const { files, printed } = init(server.name, projects[code]);
        const { backend, commands } = generate({ ...initialChoices, server: server.name, code }, parts);
        const copied = Object.fromEntries((backend?.files ?? []).map(({ path, text }) => [path, text]));
        assert.ok(Object.keys(files).length > 1);
        assert.deepEqual(copied, files);
        for (const line of backend?.mount ?? []) assert.ok(printed.includes(`       ${line}\n`), line);
        const [start] = commands.split('\n').filter((line) => line.includes('araucaria-sandbox'));
        assert.ok(start && printed.includes(`       ${start}\n`), start);
        for (const line of backend?.start ?? []) assert.ok(printed.includes(`       ${line}\n`), line);
      }
    });
  }

  test('each server that init lists', () => {
    const { stdout } = spawnSync(process.execPath, [main, 'init', '--list'], { encoding: 'utf8' });
    const listed = Array.from(stdout.matchAll(/^ {2}(\S+)/gm), ([, name]) => name);
    assert.deepEqual(
      parts.servers.map(({ name }) => name),
      listed,
    );
  });
});
