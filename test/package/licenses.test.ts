import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { build, type Rollup } from 'vite';
import packageJson from '../../package.json' with { type: 'json' };
import { builds } from '../../vite.config.ts';
import { HostProject, root } from './support/packed.ts';

let host: HostProject;
before(() => {
  host = new HostProject();
});
after(() => host.remove());

/** A file of a bundle, and the modules in it. */
type Chunk = { file: string; modules: string[] };

/** The files of a build, as the bundler reports them. */
async function chunksOf(mode: string): Promise<Chunk[]> {
  const { outDir = '' } = builds[mode]!().build ?? {};
  const chunks: Chunk[] = [];
  const record = (_: unknown, bundle: Rollup.OutputBundle): void => {
    for (const output of Object.values(bundle)) {
      if (output.type === 'chunk') chunks.push({ file: output.fileName, modules: output.moduleIds });
    }
  };
  const configFile = join(root, 'vite.config.ts');
  await build({ configFile, mode, build: { write: false }, plugins: [{ name: 'record', generateBundle: record }] });
  // The frame's folder is relative to its page.
  const folder = outDir.replace(/^(?:\.\.\/)+/, '');
  return chunks.map(({ file, modules }) => ({ file: join(folder, file), modules }));
}

/** The packages of modules, as the license lists name them: `lit-html - 3.3.3`. */
function packagesOf(modules: readonly string[]): string[] {
  const names = modules.flatMap((module) => {
    const [, name] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module) ?? [];
    if (name === undefined) {
      // The bundler's own helper for CommonJS modules.
      const isOurs = module === '\0rolldown/runtime.js' || resolve(module).startsWith(`${root}/`);
      assert.ok(isOurs, `whose is ${module}?`);
      return [];
    }
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    return [`${name} - ${version}`];
  });
  return [...new Set(names)];
}

/** The packages that a license list lacks, or lists without their license text. */
function missingFrom(list: string, packages: readonly string[]): string[] {
  const sections = list.split(/^## /m);
  const isListed = (name: string): boolean =>
    sections.some(
      (section) => section.startsWith(`${name} (`) && /copyright/i.test(section) && /warrant/i.test(section),
    );
  return packages.filter((name) => !isListed(name));
}

for (const mode of Object.keys(builds)) {
  test(`the ${mode} comes with the licenses of all that is inside`, async () => {
    const chunks = await chunksOf(mode);
    assert.ok(chunks.length > 0);
    for (const { file, modules } of chunks) {
      const path = join(host.installed, file);
      assert.ok(existsSync(path), `${file} is not in the package: it was built from other sources`);
      // A file for browsers names its list in its first line; for servers the list is in the same folder.
      const [, named] = /^\n?\/\*! .* licenses: (\S+) \*\/\n/.exec(readFileSync(path, 'utf8')) ?? [];
      const list = resolve(path, '..', named ?? 'licenses.md');
      assert.ok(existsSync(list), `${file} has no list of licenses`);
      assert.deepEqual(missingFrom(readFileSync(list, 'utf8'), packagesOf(modules)), [], `not in ${basename(list)}`);
    }
  });
}

test('each file for browsers says in its first line what it is, of which version, and where its licenses are', async () => {
  const chunks = (await Promise.all(['button', 'widget', 'frame'].map(chunksOf))).flat();
  for (const { file } of chunks) {
    const [, name, list = ''] =
      /^\n?\/\*! (\S+ \S+) \(MIT\), licenses: (\S+) \*\/\n/.exec(readFileSync(join(host.installed, file), 'utf8')) ??
      [];
    assert.equal(name, `${packageJson.name} ${packageJson.version}`, file);
    assert.ok(existsSync(resolve(host.installed, file, '..', list)), list);
  }
});
