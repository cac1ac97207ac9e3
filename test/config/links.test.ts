import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import GithubSlugger from 'github-slugger';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');

/** Every Markdown file of the repository. A pattern of Node's `globSync` matches no folder whose name begins with a dot. */
const files = globSync(['**/*.md', '.github/**/*.md'], {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|dist|test-results)$/.test(path),
});

/** Folders of the repository that a path in backticks may begin with. */
const pathPattern = /`((?:src|test|demo|docs|\.ci|\.github)\/[^`\s]*)`/g;

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Code blocks hold examples, not links. */
function proseOf(file: string): string {
  return read(file).replaceAll(/^```[\s\S]*?^```/gm, '');
}

/** The anchors that GitHub gives to the headings of a file. */
function anchorsOf(file: string): Set<string> {
  const slugger = new GithubSlugger();
  return new Set(Array.from(proseOf(file).matchAll(/^#{1,6} +(.+)$/gm), ([, heading = '']) => slugger.slug(heading)));
}

/** What is wrong with a relative link, or null. */
function faultOf(file: string, target: string): string | null {
  const [path = '', anchor] = target.split('#');
  const linked = path === '' ? file : join(dirname(file), path);
  if (!existsSync(join(root, linked))) return `${file}: no file ${linked}`;
  if (anchor !== undefined && !anchorsOf(linked).has(anchor)) return `${file}: no heading #${anchor} in ${linked}`;
  return null;
}

/** A path may hold wildcards: then at least one file has to match. */
function exists(path: string): boolean {
  return /[*{]/.test(path) ? globSync(path, { cwd: root }).length > 0 : existsSync(join(root, path));
}

/** A file that a text names without its folder, as `dialog.ts` or `flow/state.ts`. */
const shortPattern = /`((?:[\w-]+\/)*\w[\w.-]*\.(?:m?ts|mjs|txt))`/g;

function existsSomewhere(name: string): boolean {
  return existsSync(join(root, name)) || globSync(`{src,test,demo}/**/${name}`, { cwd: root }).length > 0;
}

describe('the Markdown files', () => {
  test('include the documents that this test is about', () => {
    for (const file of [
      'README.md',
      'docs/architecture.md',
      'docs/decisions/README.md',
      '.github/pull_request_template.md',
    ])
      assert.ok(files.includes(file), `${file} is not among ${files.length} files`);
  });

  test('link to files and headings that exist', () => {
    const links = files
      .flatMap((file) =>
        Array.from(proseOf(file).matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => ({ file, target })),
      )
      .filter(({ target }) => !/^[a-z]+:/.test(target));
    assert.ok(links.length > 20, `found ${links.length} links`);
    assert.deepEqual(links.map(({ file, target }) => faultOf(file, target)).filter(Boolean), []);
  });

  test('name paths that exist', () => {
    const paths = files.flatMap((file) =>
      Array.from(proseOf(file).matchAll(pathPattern), ([, path = '']) => ({ file, path })),
    );
    assert.ok(paths.length > 100, `found ${paths.length} paths`);
    assert.deepEqual(
      paths.filter(({ path }) => !exists(path)),
      [],
    );
  });

  test('name source files that exist', () => {
    const names = files
      .filter((file) => file !== 'CHANGELOG.md')
      .flatMap((file) => Array.from(proseOf(file).matchAll(shortPattern), ([, name = '']) => ({ file, name })));
    assert.ok(names.length > 30, `found ${names.length} names`);
    assert.deepEqual(
      names.filter(({ name }) => !existsSomewhere(name)),
      [],
    );
  });

  test('name commands that package.json has', () => {
    const commands = files.flatMap((file) =>
      Array.from(read(file).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g), ([, script, short]) => ({
        file,
        script: script ?? short ?? '',
      })),
    );
    assert.ok(commands.length > 20, `found ${commands.length} commands`);
    assert.deepEqual(
      commands.filter(({ script }) => !Object.hasOwn(packageJson.scripts, script)),
      [],
    );
  });
});
