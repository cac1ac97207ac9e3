import assert from 'node:assert/strict';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };

const main = join(import.meta.dirname, '../../dist/cli/main.js');

const run = (...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });

test('the command tells its subcommands, and its version', () => {
  const help = run('--help');
  assert.equal(help.status, 0);
  assert.match(help.stdout, /^Usage: npx araucaria-connect <command>\n/);
  assert.equal(run('--version').stdout, `${packageJson.version}\n`);
});

test('a wrong command line ends with status 2, and says what helps', () => {
  assert.equal(run().status, 2);
  for (const name of ['cheque', 'constructor', '__proto__']) {
    const { status, stdout, stderr } = run(name);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /Expected one of .*\nTry: npx araucaria-connect --help\n/);
  }
});
