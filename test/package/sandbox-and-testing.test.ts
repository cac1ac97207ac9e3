import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { chromiumArgs, findChromium } from '../config/browsers.ts';
import { nodeBinary } from '../support/node-versions.ts';
import { HostProject, root } from './support/packed.ts';

const execute = promisify(execFile);

let host: HostProject;
before(() => {
  host = new HostProject();
});
after(() => host.remove());

test('a host that uses only the button installs only Lit', () => {
  const { dependencies, peerDependencies, peerDependenciesMeta } = host.manifest;
  assert.deepEqual(Object.keys(dependencies), ['lit']);
  for (const name of Object.keys(peerDependencies)) assert.equal(peerDependenciesMeta[name]?.optional, true, name);
  for (const files of [
    'button/{*,element/*,widget-script/*}',
    'server/{index,browser}',
    'testing/**/*',
    'shared/**/*',
  ]) {
    for (const name of importsOf(`dist/${files}.js`)) assert.match(name, /^lit(\/|$)/, files);
  }
  for (const name of importsOf('dist/server/node.js')) assert.match(name, /^node:/);
  for (const name of importsOf('dist/button/frameworks/*.js')) assert.ok(Object.hasOwn(peerDependencies, name), name);
});

test('the sandbox needs only Node, and comes with the licenses of all code in it', () => {
  const imports = importsOf('dist/sandbox/*.js');
  assert.ok(imports.includes('node:sqlite'));
  for (const name of imports) assert.match(name, /^node:/);
  const licenses = readFileSync(join(host.installed, 'dist/sandbox/licenses.md'), 'utf8');
  for (const name of ['hono', '@hono/node-server', 'valibot', 'standardwebhooks']) {
    assert.ok(licenses.includes(`## ${name} - `), name);
  }
});

test('the command starts the sandbox with its widget, and stops on SIGTERM', async (t) => {
  const bin = join(host.installed, host.manifest.bin['araucaria-sandbox']!);
  assert.match(readFileSync(bin, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  const child = spawn(process.execPath, [bin, '--port', '0', '--database', ':memory:', '--log', 'off'], { env: {} });
  t.after(() => child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const [, url] = /^Araucaria sandbox: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(String(line)) ?? [];

  const script = await fetch(`${url}/widget/araucaria-connect.js`);
  assert.equal(script.headers.get('Content-Type'), 'text/javascript; charset=utf-8');
  assert.equal(await script.text(), readFileSync(join(host.installed, 'dist/widget/araucaria-connect.js'), 'utf8'));
  assert.match(await (await fetch(`${url}/widget/frame/index.html`)).text(), /<!doctype html>/i);
  const document = (await (await fetch(`${url}/sandbox/openapi.json`)).json()) as { openapi: string };
  assert.match(document.openapi, /^3\.1\./);

  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('the sandbox names the Node version that it needs on an older Node, as a module and as a command', async (t) => {
  const node = await nodeBinary('20.20.2');
  if (node === null) {
    t.skip('Node 20 could not be installed');
    return;
  }
  const expected =
    /araucaria-(?:connect\/)?sandbox: expected Node 22\.13 or newer, for its SQLite; this is v20\.20\.2\./;
  for (const args of [
    ['--input-type=module', '-e', "import { startSandbox } from 'araucaria-connect/sandbox'; await startSandbox();"],
    ['--input-type=module', '-e', "await import('araucaria-connect/sandbox');"],
    [join(host.installed, host.manifest.bin['araucaria-sandbox']!)],
    [join(host.installed, host.manifest.bin['araucaria-sandbox']!), '--help'],
  ]) {
    const { status, stderr }: SpawnSyncReturns<string> = spawnSync(node, args, { cwd: host.folder, encoding: 'utf8' });
    assert.equal(status, 1, args.join(' '));
    assert.match(stderr, expected);
    assert.doesNotMatch(stderr, /No such built-in module/);
  }
  // The test kit works on Node 20: the sandbox may run elsewhere.
  const kit = "console.log(Object.keys(await import('araucaria-connect/testing')).join());";
  const { stdout } = await execute(node, ['--input-type=module', '-e', kit], { cwd: host.folder });
  assert.equal(stdout, 'exitWidget,linkBank,tryBank\n');
});

test('the command prints its version', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  assert.equal(host.run(join(host.installed, 'dist/sandbox/main.js'), '--version'), `${version}\n`);
});

test('a test suite can start its own sandbox', () => {
  const answer = host.evaluate(`
    import { startSandbox } from 'araucaria-connect/sandbox';
    const sandbox = await startSandbox();
    const { connectionId } = await sandbox.createConnection();
    await sandbox.connect(connectionId);
    await sandbox.clock.advance(3_600_000);
    const script = await fetch(sandbox.widgetSrc);
    console.log((await sandbox.failAuth(connectionId)).status, script.status);
    await sandbox.close();
  `);
  assert.equal(answer, 'FAILED_AUTH 200');
});

test('the Playwright helpers can be imported without Playwright', () => {
  assert.equal(
    host.evaluate(`console.log(Object.keys(await import('araucaria-connect/testing')).sort().join())`),
    'exitWidget,linkBank,tryBank',
  );
});

test("the sandbox's declarations compile without further packages", () => {
  const source = `import { startSandbox, type Sandbox } from 'araucaria-connect/sandbox';
    await using sandbox: Sandbox = await startSandbox({ tokenTtl: 60, webhookUrl: null });
    const { status } = await sandbox.connection('conn_1');
    status satisfies 'PENDING' | 'CONNECTED' | 'FAILED_AUTH';
    // @ts-expect-error -- no such setting
    await startSandbox({ tokenTTL: 60 });`;
  writeFileSync(join(host.folder, 'suite.ts'), source);
  const args = ['--noEmit', '--strict', '--target', 'ES2022', '--lib', 'ES2022,DOM', '--module', 'NodeNext'];
  host.run(join(root, 'node_modules/typescript/bin/tsc'), ...args, '--types', '', 'suite.ts');
});

test('the example suite compiles and passes', async () => {
  // The packages that the suite's application has installed.
  host.install('hono', '@hono/node-server', '@playwright/test');
  cpSync(join(root, 'demo/recipes/testing'), join(host.folder, 'suite'), { recursive: true });
  const strict = ['--noEmit', '--strict', '--target', 'ES2024', '--lib', 'ES2024,DOM', '--module', 'NodeNext'];
  const types = ['--typeRoots', join(root, 'node_modules/@types'), '--types', 'node', '--skipLibCheck'];
  const files = globSync('suite/*.ts', { cwd: host.folder });
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  host.run(tsc, ...strict, ...types, '--allowImportingTsExtensions', ...files);

  const launchOptions = { executablePath: await findChromium(), args: chromiumArgs };
  // Long time-outs, since other suites run on the same machine.
  const limits = { workers: 1, timeout: 120_000, expect: { timeout: 60_000 } };
  const config = { testDir: 'suite', outputDir: 'results', reporter: 'json', ...limits, use: { launchOptions } };
  writeFileSync(join(host.folder, 'playwright.config.js'), `export default ${JSON.stringify(config)};`);
  const cli = join(root, 'node_modules/@playwright/test/cli.js');
  const { stdout } = await execute(process.execPath, [cli, 'test'], { cwd: host.folder });
  const { stats } = JSON.parse(stdout) as { stats: Record<string, number> };
  assert.ok(stats['expected']! > 0);
  assert.equal(stats['unexpected']! + stats['flaky']! + stats['skipped']!, 0, stdout);
});

/** The packages and Node built-ins that files of the package import. */
function importsOf(pattern: string): string[] {
  const files = globSync(pattern, { cwd: host.installed });
  assert.ok(files.length > 0, pattern);
  const imported = /^(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'".][^'"]*)['"]|^import\s*['"]([^'".][^'"]*)['"]/gm;
  const names = files.flatMap((file) =>
    Array.from(readFileSync(join(host.installed, file), 'utf8').matchAll(imported), ([, from, bare]) => from ?? bare!),
  );
  return [...new Set(names)];
}
