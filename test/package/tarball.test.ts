import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

type Manifest = { exports: Record<string, string | Record<string, string>>; unpkg: string; jsdelivr: string };

const root = join(import.meta.dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'araucaria-connect-'));
const installed = join(home, 'node_modules/araucaria-connect');
let manifest: Manifest;

before(() => {
  // The tarball as `npm publish` would send it, laid out as `npm install` would.
  const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(home, filename), '-C', installed, '--strip-components=1']);
  // Its dependency, and what a host that renders on a server has: nothing else of this repository's.
  for (const name of ['lit', 'lit-html', 'lit-element', '@lit', '@lit-labs']) {
    symlinkSync(join(root, 'node_modules', name), join(home, 'node_modules', name));
  }
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
  manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
});

after(() => rmSync(home, { recursive: true, force: true }));

const run = (...args: string[]): string =>
  execFileSync(process.execPath, args, { cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** What a module of the host prints. */
const evaluate = (source: string, ...flags: string[]): string =>
  run(...flags, '--input-type=module', '--eval', source).trim();

/** The file that `import name` leads to, below the package's folder. */
function resolved(name: string, ...conditions: string[]): string {
  const url = evaluate(`console.log(import.meta.resolve('${name}'))`, ...conditions.map((c) => `--conditions=${c}`));
  return url.slice(url.indexOf('/araucaria-connect/dist/') + '/araucaria-connect/'.length);
}

test('every public sub-path leads to a file, under each of its conditions', () => {
  const targets = Object.values(manifest.exports).flatMap((target) =>
    typeof target === 'string' ? target : Object.values(target),
  );
  assert.ok(targets.length > 0);
  for (const target of targets) assert.ok(existsSync(join(installed, target)), target);
});

test('has the script-tag bundle, and the widget with its frame beside it', () => {
  assert.equal(manifest.unpkg, 'dist/araucaria-connect-button.js');
  assert.equal(manifest.jsdelivr, manifest.unpkg);
  const files = [manifest.unpkg, 'dist/widget/araucaria-connect.js', 'dist/widget/frame/index.html'];
  for (const file of files) assert.ok(existsSync(join(installed, file)), file);
});

test('has nothing but what runs, its types and its documents', () => {
  assert.deepEqual(readdirSync(installed).toSorted(), [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'custom-elements.json',
    'dist',
    'package.json',
  ]);
  assert.deepEqual(readdirSync(join(installed, 'dist')).toSorted(), [
    'araucaria-connect-button.js',
    'button',
    'server',
    'shared',
    'widget',
  ]);
});

test('button 25: can be imported without a DOM', () => {
  assert.equal(
    evaluate(`const m = await import('araucaria-connect'); console.log(Object.keys(m).sort().join())`),
    'AraucariaConnectButton,AraucariaError',
  );
  assert.equal(
    evaluate(`const m = await import('araucaria-connect/element'); console.log(typeof m.AraucariaConnectButton)`),
    'function',
  );
});

test('registers the tag from `.` and not from `./element`', () => {
  // On Node, Lit brings the `customElements` of its own DOM shim.
  for (const [name, registered] of Object.entries({ 'araucaria-connect': true, 'araucaria-connect/element': false })) {
    const source = `await import('${name}'); console.log(!!customElements.get('araucaria-connect-button'))`;
    assert.equal(evaluate(source), String(registered), name);
  }
});

test('button 25: renders on a server', () => {
  const markup = evaluate(`
    import { render } from '@lit-labs/ssr';
    import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
    import { html } from 'lit';
    import 'araucaria-connect';
    const button = html\`<araucaria-connect-button lang="es" token-endpoint="/t"></araucaria-connect-button>\`;
    console.log(await collectResult(render(button)));
  `);
  assert.match(markup, /shadowrootmode="open"/);
  assert.match(markup, /shadowrootdelegatesfocus/);
  assert.match(markup, /Conecta tu banco/);
});

test('the token handler answers a request where there is no browser', () => {
  const answer = evaluate(`
    import { createTokenHandler } from 'araucaria-connect/server';
    const handle = createTokenHandler({
      apiKey: 'arau_test_key',
      authorize: () => true,
      fetch: async () => Response.json({ connectionId: 'conn_1', widgetToken: 'wtk_1' }, { status: 201 }),
    });
    const request = new Request('https://host.example/api/widget-token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
      body: '{}',
    });
    const response = await handle(request);
    console.log(response.status, JSON.stringify(await response.json()));
  `);
  const [status, ...body] = answer.split(' ');
  assert.equal(status, '200');
  assert.deepEqual(JSON.parse(body.join(' ')), { widgetToken: 'wtk_1', connectionId: 'conn_1' });
});

test('the token handler refuses to be bundled for a browser, and runs on Cloudflare Workers', () => {
  assert.throws(
    () => evaluate(`await import('araucaria-connect/server')`, '--conditions=browser'),
    /araucaria-connect\/server: expected .*server.* browser/,
  );
  // Wrangler asks for both conditions.
  assert.equal(resolved('araucaria-connect/server', 'browser'), 'dist/server/browser.js');
  assert.equal(resolved('araucaria-connect/server', 'workerd', 'browser'), 'dist/server/index.js');
});

test('the element works for bundlers that ask for the browser condition', () => {
  assert.equal(resolved('araucaria-connect', 'browser'), 'dist/button/index.js');
  assert.equal(resolved('araucaria-connect/element', 'browser'), 'dist/button/araucaria-connect-button.js');
});

/** Compiles files of the host as `tsc` does in a project of its own. */
function compile(module: string, ...files: string[]): void {
  const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
  const target = ['--target', 'ES2022', '--lib', 'ES2023,DOM,DOM.Iterable', '--module', module, '--types', ''];
  run(join(root, 'node_modules/typescript/bin/tsc'), ...strict, ...target, ...files);
}

for (const module of ['NodeNext', 'Preserve']) {
  test(`declarations compile for a host with "module": "${module}", and refuse what is wrong`, () => {
    cpSync(join(root, 'test/types/consumer.ts'), join(home, 'consumer.ts'));
    compile(module, 'consumer.ts');
  });
}

test('declarations of the token handler compile where there is no DOM', () => {
  const source = `import { createTokenHandler } from 'araucaria-connect/server';
    export const handle = createTokenHandler({ apiKey: 'arau_key', authorize: () => true });`;
  writeFileSync(join(home, 'backend.ts'), source);
  const args = ['--noEmit', '--strict', '--target', 'ES2022', '--lib', 'ES2023', '--module', 'NodeNext'];
  run(
    join(root, 'node_modules/typescript/bin/tsc'),
    ...args,
    '--typeRoots',
    join(root, 'node_modules/@types'),
    '--types',
    'node',
    'backend.ts',
  );
});
