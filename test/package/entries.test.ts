import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build, type Rolldown } from 'vite';
import { nodeBinary, nodeVersions } from '../support/node-versions.ts';
import { checkers, fixtures, installCheckers } from './support/checkers.ts';
import { HostProject } from './support/packed.ts';

let host: HostProject;

before(() => {
  installCheckers();
  host = new HostProject();
  host.installFrom(checkers, 'react', '@lit/react', '@types/react');
  host.install('@playwright/test');
});

after(() => host.remove());

/** What each entry exports at run time. */
const entries: Record<string, string[]> = {
  'araucaria-connect': ['AraucariaConnectButton', 'AraucariaError'],
  'araucaria-connect/element': ['AraucariaConnectButton'],
  'araucaria-connect/lambda': ['toLambdaHandler'],
  'araucaria-connect/node': ['toNodeHandler'],
  'araucaria-connect/server': [
    'AraucariaApiError',
    'WebhookError',
    'createAraucariaClient',
    'createTokenHandler',
    'createWebhookHandler',
    'verifyWebhook',
  ],
  'araucaria-connect/sandbox': ['Clock', 'SettingsError', 'settingsFromEnvironment', 'startSandbox'],
  'araucaria-connect/testing': ['exitWidget', 'linkBank', 'tryBank'],
  'araucaria-connect/testing/fake': ['installFakeAraucaria'],
  'araucaria-connect/testing/webdriverio': ['exitWidget', 'linkBank', 'tryBank'],
  // The others are types alone.
  'araucaria-connect/preact': [],
  'araucaria-connect/react': ['AraucariaConnectButton'],
  'araucaria-connect/solid': [],
  'araucaria-connect/svelte': [],
  'araucaria-connect/vue': [],
};

/** The entries that are modules, with their targets. */
const modules = (): [path: string, target: Record<string, string>][] =>
  Object.entries(host.manifest.exports).flatMap(([path, target]) =>
    typeof target === 'string' ? [] : [[path, target]],
  );

describe('the entries', () => {
  test('are those of package.json', () => {
    const names = modules().map(([path]) => path.replace('.', 'araucaria-connect'));
    assert.deepEqual(names.toSorted(), Object.keys(entries).toSorted());
  });

  for (const [name, exported] of Object.entries(entries)) {
    test(`${name} can be imported on a server`, () => {
      const source = `console.log(JSON.stringify(Object.keys(await import('${name}')).sort()))`;
      assert.deepEqual(JSON.parse(host.evaluate(source)), exported);
    });
  }

  test('are there for tools that do not know `exports`: Parcel, and TypeScript for Node 10', () => {
    const { main, types, typesVersions } = host.manifest;
    assert.deepEqual(host.manifest.exports['.'], { types, default: main });
    const typed = modules().map(([path, target]) => [path.slice(2), [target['types']]]);
    assert.deepEqual(typesVersions['*'], Object.fromEntries(typed.slice(1)));
  });
});

for (const version of nodeVersions) {
  test(`CommonJS on Node ${version} can require the handlers`, async (context) => {
    const binary = await nodeBinary(version);
    if (!binary) return context.skip('could not be installed');
    const source = `console.log(typeof require('araucaria-connect/server').createTokenHandler)`;
    const args = ['--input-type=commonjs', '--eval', source];
    assert.equal(execFileSync(binary, args, { cwd: host.folder, encoding: 'utf8' }).trim(), 'function');
  });
}

/** What a host's module becomes, with the dependencies left out. */
async function bundle(source: string): Promise<string> {
  const entry = join(host.folder, 'entry.js');
  writeFileSync(entry, source);
  const [built] = (await build({
    configFile: false,
    logLevel: 'silent',
    root: host.folder,
    build: {
      write: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { external: [/^lit/, 'react', '@lit/react'] },
    },
  })) as Rolldown.RolldownOutput[];
  return built?.output[0].code ?? '';
}

describe('a bundler', () => {
  for (const source of [
    `import 'araucaria-connect';`,
    `import { AraucariaError } from 'araucaria-connect'; console.log(AraucariaError);`,
    `import { AraucariaConnectButton } from 'araucaria-connect/react'; console.log(AraucariaConnectButton);`,
  ]) {
    test(`keeps the definition of the tag: ${source}`, async () => {
      assert.match(await bundle(source), /customElements\.define\(/);
    });
  }

  for (const source of [
    `import { AraucariaConnectButton } from 'araucaria-connect/element';`,
    `import { installFakeAraucaria } from 'araucaria-connect/testing/fake';`,
    ...['preact', 'react', 'solid', 'svelte', 'vue'].map((name) => `import 'araucaria-connect/${name}';`),
  ]) {
    test(`leaves out what is not used: ${source}`, async () => {
      assert.equal((await bundle(source)).replaceAll(/import "[^"]+";/g, '').trim(), '');
    });
  }

  test('finds every file that package.json says has side effects', () => {
    for (const file of host.manifest.sideEffects) assert.ok(existsSync(join(host.installed, file)), file);
  });
});

/** Compiles a file of `test/types` in the host's project, with the oldest supported TypeScript. */
function compile(file: string, options: Record<string, unknown>): void {
  copyFileSync(join(fixtures, file), join(host.folder, basename(file)));
  const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  const target = { target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'], types: [] };
  const config = { compilerOptions: { noEmit: true, ...strict, ...target, ...options }, files: [basename(file)] };
  writeFileSync(join(host.folder, 'tsconfig.json'), JSON.stringify(config));
  host.run(join(checkers, 'node_modules/typescript-5.0/lib/tsc.js'), '--pretty', 'false');
}

// What newer versions make of a host's code is in tarball.test.ts and framework-types.test.ts.
describe('TypeScript 5.0, the oldest supported,', () => {
  for (const [module, moduleResolution] of [
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Node10'],
  ]) {
    test(`compiles a host’s code with "moduleResolution": "${moduleResolution}"`, () => {
      compile('consumer.ts', { module, moduleResolution });
    });
  }

  test('compiles the tag and the component of React', () => {
    compile('react/right.tsx', { module: 'ESNext', moduleResolution: 'Node10', jsx: 'react-jsx', skipLibCheck: true });
  });
});
