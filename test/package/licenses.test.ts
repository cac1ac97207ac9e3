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

/** The files that a build writes, from the bundler. */
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
  // Vite's root for the frame is the folder of its page, so its `outDir` is relative to that.
  const folder = outDir.replace(/^(?:\.\.\/)+/, '');
  // The frame's page holds its script.
  const inPage = mode === 'frame' ? 'index.js' : null;
  return chunks.map(({ file, modules }) => ({
    file: join(folder, file === inPage ? 'index.html' : file),
    modules,
  }));
}

/** The packages of modules, as the license lists name them: `lit-html - 3.3.3`. */
function packagesOf(modules: readonly string[]): string[] {
  const names = modules.flatMap((module) => {
    const [, name] = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(module) ?? [];
    if (name === undefined) {
      // Rolldown adds a runtime module of its own for CommonJS.
      const isOurs = module === '\0rolldown/runtime.js' || resolve(module).startsWith(`${root}/`);
      assert.ok(isOurs, `${module} belongs to no package`);
      return [];
    }
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    return [`${name} - ${version}`];
  });
  return [...new Set(names)];
}

/** The packages without a complete section in a list of licenses. */
function missingFrom(list: string, packages: readonly string[]): string[] {
  const sections = list.split(/^## /m);
  const isListed = (name: string): boolean =>
    sections.some(
      (section) => section.startsWith(`${name} (`) && /copyright/i.test(section) && /warrant/i.test(section),
    );
  return packages.filter((name) => !isListed(name));
}

/** The first line of a file for browsers, or of the script in a page. */
const firstLine = /(?:^|<script type="module">)\n?\/\*! (\S+ \S+) \(MIT\), licenses: (\S+) \*\/\n/;

for (const mode of Object.keys(builds)) {
  test(`the ${mode} bundle comes with the licenses of all code in it`, async () => {
    const chunks = await chunksOf(mode);
    assert.ok(chunks.length > 0);
    for (const { file, modules } of chunks) {
      const path = join(host.installed, file);
      assert.ok(existsSync(path), `${file} is not in the package: it was built from other sources`);
      // Code that is ours alone needs no list.
      if (packagesOf(modules).length === 0) continue;
      // A file for browsers names its list in its first line. Other bundles have it in their folder.
      const [, , named] = firstLine.exec(readFileSync(path, 'utf8')) ?? [];
      const list = resolve(path, '..', named ?? 'licenses.md');
      assert.ok(existsSync(list), `${file} has no list of licenses`);
      assert.deepEqual(missingFrom(readFileSync(list, 'utf8'), packagesOf(modules)), [], `not in ${basename(list)}`);
    }
  });
}

test('the first line of each file for browsers has its name, version and list of licenses', async () => {
  const chunks = (await Promise.all(['button', 'embed', 'widget', 'frame'].map(chunksOf))).flat();
  for (const { file } of chunks) {
    const [, name, list = ''] = firstLine.exec(readFileSync(join(host.installed, file), 'utf8')) ?? [];
    assert.equal(name, `${packageJson.name} ${packageJson.version}`, file);
    assert.ok(existsSync(resolve(host.installed, file, '..', list)), list);
  }
});
