import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };
import { apps } from '../frameworks/apps.ts';

const home = join(import.meta.dirname, '../../demo/frameworks');
const read = (...path: string[]): string => readFileSync(join(home, ...path), 'utf8');

type Manifest = { dependencies: Record<string, string>; devDependencies?: Record<string, string> };
type Lock = { packages: Record<string, Manifest & { integrity?: string }> };

const guides = join(home, '../../docs/frameworks');

test('each framework app is tested, and has a guide that the overview names', () => {
  const folders = globSync('*/package.json', { cwd: home }).map((file) => dirname(file));
  assert.deepEqual(folders.toSorted(), Object.keys(apps).toSorted());
  const overview = readFileSync(join(guides, 'index.md'), 'utf8');
  for (const name of folders) assert.ok(overview.includes(`](${name}.md)`), name);
});

for (const readme of ['README.md', 'docs/es/index.md', 'docs/pt/index.md']) {
  test(`${readme} leads from the page to the frameworks, before the backend`, () => {
    const text = readFileSync(join(home, '../..', readme), 'utf8');
    const page = text.slice(
      text.indexOf('<!-- demo/snippets/script-tag.html -->'),
      text.indexOf('<!-- demo/snippets/backend.ts -->'),
    );
    for (const name of ['react', 'next', 'vue', 'nuxt', 'angular', 'svelte', 'astro', 'index']) {
      assert.ok(page.includes(`frameworks/${name}.md)`), name);
    }
  });
}

for (const name of Object.keys(apps)) {
  describe(`the app of ${name}`, () => {
    test('has a guide that shows its component', () => {
      const guide = readFileSync(join(guides, `${name}.md`), 'utf8');
      assert.match(guide, new RegExp(`^<!-- demo/frameworks/${name}/\\S*connect-?bank\\S* -->$`, 'im'));
    });

    test('has exact versions, and a lock file that fits any tarball of this package', () => {
      const manifest = JSON.parse(read(name, 'package.json')) as Manifest;
      const { packages } = JSON.parse(read(name, 'package-lock.json')) as Lock;
      const { 'araucaria-connect': own, ...others } = { ...manifest.dependencies, ...manifest.devDependencies };
      assert.equal(own, 'file:../araucaria-connect.tgz');
      for (const [other, version] of Object.entries(others)) assert.match(version, /^\d+\.\d+\.\d+$/, other);
      const locked = packages['node_modules/araucaria-connect'];
      assert.equal(locked?.integrity, undefined);
      // Otherwise the app would not get what the package needs: `UPDATE_LOCKS=1 npm run test:frameworks`.
      assert.deepEqual(locked?.dependencies, packageJson.dependencies);
    });
  });
}
