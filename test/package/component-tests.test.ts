import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { HostProject, root } from './support/packed.ts';

const modules = join(root, 'node_modules');

let host: HostProject;
before(() => {
  host = new HostProject();
  host.install('vitest', 'jsdom', 'happy-dom');
  cpSync(join(root, 'demo/recipes/unit-tests'), join(host.folder, 'unit-tests'), { recursive: true });
});
after(() => host.remove());

/** Runs Vitest in a folder, and returns its output. */
async function vitest(cwd: string, ...args: string[]): Promise<string> {
  const run = spawn(process.execPath, [join(modules, 'vitest/vitest.mjs'), 'run', ...args], {
    cwd,
    // Without `CI` Vitest would watch the files.
    env: { ...process.env, CI: 'true', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [status]] = await Promise.all([text(run.stdout), text(run.stderr), once(run, 'exit')]);
  assert.equal(status, 0, output + errors);
  // An environment writes what it can't do to the standard error.
  assert.doesNotMatch(errors, /not implemented|unhandled/i);
  return output;
}

for (const environment of ['jsdom', 'happy-dom']) {
  test(`a host's component tests pass in ${environment} without an unhandled error`, async () => {
    const config = join(import.meta.dirname, 'component-tests/vitest.config.ts');
    const output = await vitest(root, '--config', config, '--environment', environment);
    assert.match(output, /Tests\s+53 passed \(53\)/);
  });

  test(`the recipe of unit tests passes in ${environment}, with the packed tarball`, async () => {
    const output = await vitest(host.folder, '--environment', environment);
    assert.match(output, /Tests\s+4 passed \(4\)/);
  });
}

test('the recipe of unit tests compiles with the packed tarball', () => {
  const options = { noEmit: true, strict: true, target: 'ES2022', lib: ['ES2022', 'DOM', 'DOM.Iterable'] };
  const modulesAs = { module: 'Preserve', types: [], skipLibCheck: true, allowImportingTsExtensions: true };
  const config = { compilerOptions: { ...options, ...modulesAs }, include: ['unit-tests'] };
  writeFileSync(join(host.folder, 'tsconfig.json'), JSON.stringify(config));
  host.run(join(modules, 'typescript/bin/tsc'), '--pretty', 'false');
});

test('a run ends on plain Node too, with jsdom or happy-dom as the globals', () => {
  for (const window of [
    "new (await import('jsdom')).JSDOM('', { url: 'https://host.example/' }).window",
    "new (await import('happy-dom')).Window({ url: 'https://host.example/' })",
  ]) {
    const output = host.evaluate(`
      const window = ${window};
      for (const name of Object.getOwnPropertyNames(window)) if (!(name in globalThis)) globalThis[name] = window[name];
      globalThis.window ??= window;
      // Node has these as well, and its own are refused by the window's elements.
      for (const name of ['Event', 'CustomEvent']) globalThis[name] = window[name];
      for (const name of ['addEventListener', 'removeEventListener']) globalThis[name] = window[name].bind(window);
      const { AraucariaConnectButton } = await import('araucaria-connect/element');
      const { installFakeAraucaria } = await import('araucaria-connect/testing/fake');
      customElements.define('araucaria-connect-button', AraucariaConnectButton);
      const fake = installFakeAraucaria();
      const button = document.createElement('araucaria-connect-button');
      button.fetchToken = async () => ({ widgetToken: 'wtk_1', connectionId: 'conn_1' });
      document.body.append(button);
      button.click();
      console.log(await fake.succeed(), button.value);
      fake.uninstall();
      process.exit();
    `);
    assert.equal(output, 'conn_1 conn_1', window);
  }
});
