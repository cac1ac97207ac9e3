import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'araucaria-connect-'));
const installed = join(home, 'node_modules/araucaria-connect');

const run = (...args: string[]): string =>
  execFileSync(process.execPath, args, { cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const evaluate = (source: string, ...flags: string[]): string =>
  run(...flags, '--input-type=module', '--eval', source).trim();

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
  for (const name of ['lit', 'lit-html', 'lit-element', '@lit', '@lit-labs']) {
    symlinkSync(join(root, 'node_modules', name), join(home, 'node_modules', name));
  }
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
});

after(() => rmSync(home, { recursive: true, force: true }));

test('every public sub-path leads to a file', () => {
  const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { exports: object };
  for (const path of Object.keys(exports)) {
    const name = `araucaria-connect${path.slice(1)}`;
    assert.match(evaluate(`console.log(import.meta.resolve('${name}'))`), /araucaria-connect\//, name);
  }
});

test('has the script-tag bundle, the widget and its frame where the package says', () => {
  const { unpkg } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { unpkg: string };
  for (const file of [unpkg, 'dist/widget/araucaria-connect.js', 'dist/widget/frame/index.html', 'custom-elements.json']) {
    assert.ok(readFileSync(join(installed, file)).length > 0, file);
  }
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

test('button 25: renders on a server', () => {
  const markup = evaluate(`
    import { render } from '@lit-labs/ssr';
    import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
    import { html } from 'lit';
    import 'araucaria-connect';
    console.log(await collectResult(render(html\`<araucaria-connect-button lang="es" token-endpoint="/t"></araucaria-connect-button>\`)));
  `);
  assert.match(markup, /shadowrootmode="open"/);
  assert.match(markup, /shadowrootdelegatesfocus/);
  assert.match(markup, /Conecta tu banco/);
});

test('the token handler runs where there is no browser, and refuses to be bundled for one', () => {
  assert.equal(
    evaluate(`const m = await import('araucaria-connect/server'); console.log(typeof m.createTokenHandler)`),
    'function',
  );
  assert.throws(() => evaluate(`await import('araucaria-connect/server')`, '--conditions=browser'), /browser/i);
});

test('declarations compile for a host, and refuse what is wrong', () => {
  cpSync(join(root, 'test/types/consumer.ts'), join(home, 'consumer.ts'));
  run(
    join(root, 'node_modules/typescript/bin/tsc'),
    ...['--noEmit', '--strict', '--target', 'ES2022', '--module', 'NodeNext', '--lib', 'ES2023,DOM,DOM.Iterable'],
    ...['--types', '', 'consumer.ts'],
  );
});
