import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';

/** Lints each source as a file of `folder`. Resolves with the rules that each breaks, in the same order. */
function brokenRules(folder: string, sources: string[]): string[][] {
  const home = mkdtempSync(join(tmpdir(), 'araucaria-lint-'));
  try {
    mkdirSync(join(home, folder), { recursive: true });
    for (const [index, source] of sources.entries()) writeFileSync(join(home, folder, `${index}.ts`), source);
    const oxlint = join(import.meta.dirname, '../../node_modules/oxlint/bin/oxlint');
    const config = join(import.meta.dirname, '../../.oxlintrc.json');
    const args = [oxlint, '-c', config, '--format', 'json', home];
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    return sources.map((_, index) =>
      diagnostics.filter(({ filename }) => basename(filename) === `${index}.ts`).map(({ code }) => code),
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Every way to import a module. */
const imports = (path: string): string[] => [
  `import '${path}';`,
  `export * from '${path}';`,
  `import type { A } from '${path}'; export type B = A;`,
  `export const late = (): Promise<unknown> => import('${path}');`,
];

function assertForbidden(folder: string, paths: string[]): void {
  const sources = paths.flatMap(imports);
  for (const [index, rules] of brokenRules(folder, sources).entries()) {
    assert.ok(
      rules.some((rule) => rule === 'eslint(no-restricted-imports)' || rule === 'import(no-nodejs-modules)'),
      `${folder} was allowed: ${sources[index]}`,
    );
  }
}

const rooms = ['button', 'widget', 'server', 'sandbox', 'testing'];

for (const room of [...rooms, 'shared']) {
  test(`src/${room} cannot import another room, the demo, the tests, or the package by its name`, () => {
    const others = rooms.filter((name) => name !== room);
    assertForbidden(`src/${room}`, [
      ...others.flatMap((name) => [`../${name}/index.ts`, `../../${name}/deep/file.ts`]),
      '../../demo/start.ts',
      '../../test/support/serve.ts',
      'araucaria-connect',
      'araucaria-connect/server',
    ]);
  });

  test(`src/${room} can import itself and src/shared`, () => {
    const own = [`import '../shared/limits.ts';`, `import './other.ts';`, `import './folder/other.ts';`];
    assert.deepEqual(brokenRules(`src/${room}`, own), [[], [], []]);
    const deeper = [`import '../../shared/limits.ts';`, `import '../other.ts';`, `import './other.ts';`];
    assert.deepEqual(brokenRules(`src/${room}/folder`, deeper), [[], [], []]);
  });
}

test('the two sides of the widget cannot import each other: they run on different origins', () => {
  assertForbidden('src/widget/host', ['../frame/app.ts', '../frame/flow/state.ts', './../frame/app.ts']);
  assertForbidden('src/widget/frame', ['../host/dialog.ts']);
  assertForbidden('src/widget/frame/flow', ['../../host/dialog.ts']);
  const own = [`import '../host-link/port.ts';`, `import '../api/client.ts';`, `import '../../../shared/limits.ts';`];
  assert.deepEqual(brokenRules('src/widget/frame/flow', own), [[], [], []]);
});

for (const room of ['button', 'widget', 'server', 'testing', 'shared']) {
  test(`src/${room} cannot import what only Node has`, () =>
    assertForbidden(`src/${room}`, ['node:fs', 'fs', 'node:crypto']));
}

for (const room of ['server', 'shared']) {
  test(`src/${room} cannot have a dependency`, () => assertForbidden(`src/${room}`, ['lit', 'hono', '@lit/localize']));
}

test('only src/shared/widget-api has a dependency in src/shared: what checks data in the frame and in the sandbox', () => {
  const own = [`import 'valibot';`, `import '@fnando/cpf';`, `import 'rut.js';`, `import '../limits.ts';`];
  assert.deepEqual(brokenRules('src/shared/widget-api', own), [[], [], [], []]);
  assertForbidden('src/shared/widget-api', [
    'lit',
    'hono',
    'node:fs',
    '../../button/read.ts',
    '../../sandbox/index.ts',
  ]);
});

test('the schemas of the widget API, and valibot with them, reach no host page and no backend', () => {
  for (const room of ['src/button', 'src/server', 'src/testing']) {
    assertForbidden(room, ['../shared/widget-api/session.ts']);
  }
  assertForbidden('src/widget/host', ['../../shared/widget-api/session.ts']);
  const [value, type] = [
    `import './widget-api/session.ts';`,
    `export type { Session } from './widget-api/session.ts';`,
  ];
  assert.deepEqual(brokenRules('src/shared', [value, type]), [['eslint(no-restricted-imports)'], []]);
});

test('the demo imports what the package exports, by its name', () => {
  assertForbidden('demo', ['../src/sandbox/start-sandbox.ts', '../test/support/serve.ts', '../dist/server/index.js']);
  assertForbidden('demo/host', ['../../src/server/index.ts']);
  const own = [`import 'araucaria-connect/server';`, `import './host/start-host.ts';`, `import 'node:fs';`];
  assert.deepEqual(brokenRules('demo', own), [[], [], []]);
});

test('the web-component rules know that a LitElement is an element', () => {
  const source = `
    import { LitElement } from 'lit';
    export class Probe extends LitElement {
      constructor() {
        super();
        this.setAttribute('a', 'b');
      }
    }`;
  assert.deepEqual(brokenRules('src/button', [source]), [['wc(no-constructor-attributes)']]);
});

test('on a host page only those methods of Promise can be called that ES2015 had', () => {
  const calls = ['Promise.allSettled([])', 'Promise.any([])', 'Promise.withResolvers()', 'Promise.try(() => 1)'];
  const sources = [...calls, 'fetch("/").finally(() => undefined)'].map((call) => `export const late = () => ${call};`);
  for (const room of ['src/button', 'src/widget/host']) {
    for (const rules of brokenRules(room, sources)) assert.deepEqual(rules, ['eslint(no-restricted-properties)']);
  }
  assert.deepEqual(brokenRules('src/button', ['export const late = () => Promise.race([]);']), [[]]);
});
