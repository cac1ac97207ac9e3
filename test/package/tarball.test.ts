import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HostProject, root } from './support/packed.ts';

let host: HostProject;

before(() => {
  host = new HostProject();
  // A host that renders on a server has it installed.
  host.install('@lit-labs/ssr');
});

after(() => host.remove());

const evaluate = (source: string, ...flags: string[]): string => host.evaluate(source, ...flags);

/** The file that `import name` resolves to, relative to the package's folder. */
function resolved(name: string, ...conditions: string[]): string {
  const url = evaluate(`console.log(import.meta.resolve('${name}'))`, ...conditions.map((c) => `--conditions=${c}`));
  return url.slice(url.indexOf('/araucaria-connect/dist/') + '/araucaria-connect/'.length);
}

test('every public sub-path resolves to a file under each condition', () => {
  const targets = Object.values(host.manifest.exports).flatMap((target) =>
    typeof target === 'string' ? target : Object.values(target),
  );
  assert.ok(targets.length > 0);
  for (const target of targets) assert.ok(existsSync(join(host.installed, target)), target);
});

test('the package contains the script-tag bundle, and the widget with its frame', () => {
  assert.equal(host.manifest.unpkg, 'dist/araucaria-connect-button.js');
  assert.equal(host.manifest.jsdelivr, host.manifest.unpkg);
  const files = [host.manifest.unpkg, 'dist/widget/araucaria-connect.js', 'dist/widget/frame/index.html'];
  for (const file of files) assert.ok(existsSync(join(host.installed, file)), file);
});

test('the package contains only code that runs, its types and its documents', () => {
  assert.deepEqual(readdirSync(host.installed).toSorted(), [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'custom-elements.json',
    'dist',
    'package.json',
  ]);
  assert.deepEqual(readdirSync(join(host.installed, 'dist')).toSorted(), [
    'araucaria-connect-button.js',
    'araucaria-connect-button.licenses.md',
    'araucaria-connect-debug.js',
    'araucaria-connect-embed.js',
    'araucaria-connect-embed.licenses.md',
    'button',
    'cli',
    'llms-full.txt',
    'llms.txt',
    'sandbox',
    'server',
    'shared',
    'testing',
    'undefined.css',
    'vscode.css-custom-data.json',
    'vscode.html-custom-data.json',
    'web-types.json',
    'widget',
  ]);
});

test('the package is smaller than 495 kB', () => {
  assert.ok(host.packedSize < 495_000, `${host.packedSize} bytes`);
});

test('the tag is registered by `.` and not by `./element`', () => {
  // On Node, Lit adds `customElements` from its own DOM shim.
  for (const [name, registered] of Object.entries({ 'araucaria-connect': true, 'araucaria-connect/element': false })) {
    const source = `await import('${name}'); console.log(!!customElements.get('araucaria-connect-button'))`;
    assert.equal(evaluate(source), String(registered), name);
  }
});

test('the button renders on a server', () => {
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

test('the token handler answers a request in Node', () => {
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
  // Wrangler sets both conditions.
  assert.equal(resolved('araucaria-connect/server', 'browser'), 'dist/server/browser.js');
  assert.equal(resolved('araucaria-connect/server', 'workerd', 'browser'), 'dist/server/index.js');
});

test('the element resolves to the same files under the browser condition', () => {
  assert.equal(resolved('araucaria-connect', 'browser'), 'dist/button/index.js');
  assert.equal(resolved('araucaria-connect/element', 'browser'), 'dist/button/araucaria-connect-button.js');
});

/** Compiles files of the host with strict settings. */
function compile(module: string, ...files: string[]): void {
  const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'];
  const target = ['--target', 'ES2022', '--lib', 'ES2023,DOM,DOM.Iterable', '--module', module, '--types', ''];
  host.run(join(root, 'node_modules/typescript/bin/tsc'), ...strict, ...target, ...files);
}

for (const module of ['NodeNext', 'Preserve']) {
  test(`declarations compile for a host with "module": "${module}", and reject wrong code`, () => {
    cpSync(join(root, 'test/types/consumer.ts'), join(host.folder, 'consumer.ts'));
    compile(module, 'consumer.ts');
  });
}

test('declarations of the token handler compile without DOM types', () => {
  const source = `import { createTokenHandler } from 'araucaria-connect/server';
    export const handle = createTokenHandler({ apiKey: 'arau_key', authorize: () => true });`;
  writeFileSync(join(host.folder, 'backend.ts'), source);
  const args = ['--noEmit', '--strict', '--target', 'ES2022', '--lib', 'ES2023', '--module', 'NodeNext'];
  host.run(
    join(root, 'node_modules/typescript/bin/tsc'),
    ...args,
    '--typeRoots',
    join(root, 'node_modules/@types'),
    '--types',
    'node',
    'backend.ts',
  );
});
