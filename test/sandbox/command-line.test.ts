import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import packageJson from '../../package.json' with { type: 'json' };
import { helpText, readOptions, type CommandOptions } from '../../src/sandbox/cli/cli-options.ts';
import { UsageError } from '../../src/sandbox/cli/usage-error.ts';
import { settingNames, variables } from '../../src/sandbox/settings.ts';

const main = new URL('../../src/sandbox/main.ts', import.meta.url).pathname;

type Ended = { status: number | null; stdout: string; stderr: string };

function command(...args: string[]): Ended {
  return spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env: {}, timeout: 120_000 });
}

function runs(args: string[], environment: Record<string, string> = {}): Extract<CommandOptions, { action: 'run' }> {
  const options = readOptions(args, environment);
  assert.ok(options.action === 'run');
  return options;
}

const variablesIn = (text: string): string[] => (text.match(/ARAUCARIA_\w+/g) ?? []).toSorted();

describe('the command line', () => {
  it('prints its version', () => {
    assert.deepEqual(command('--version').stdout, `${packageJson.version}\n`);
    assert.deepEqual(readOptions(['-v'], {}), { action: 'version' });
  });

  it('prints a help that names every setting with its variable, in at most 120 columns', () => {
    const { stdout, status } = command('--help');
    assert.equal(status, 0);
    assert.equal(stdout, `${helpText()}\n`);
    for (const name of settingNames()) assert.ok(stdout.includes(variables[name]), name);
    assert.ok(stdout.split('\n').every((line) => line.length <= 120));
    assert.deepEqual(readOptions(['-h', '--port', '1'], {}), { action: 'help' });
  });

  it("prints a help with the variables of the guide's table", () => {
    const guide = readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8');
    const table = /^\| setting \|[^]*?\n\n/m.exec(guide)?.[0] ?? '';
    assert.deepEqual(variablesIn(table), variablesIn(helpText()));
  });

  it("reads the variables that are not set from an application's .env", () => {
    const file = join(mkdtempSync(join(tmpdir(), 'araucaria-env-')), '.env');
    writeFileSync(
      file,
      '# Ours\nSESSION_SECRET=x\nARAUCARIA_APP_NAME="My app"\nARAUCARIA_PORT=4501\nARAUCARIA_TOKEN_TTL=60\n',
    );
    const args = ['--settings', file, '--token-ttl', '90'];
    const { settings } = runs(args, { ARAUCARIA_PORT: '4502' });
    assert.deepEqual({ ...settings }, { ...runs([]).settings, appName: 'My app', port: 4502, tokenTtl: 90 });
    rmSync(dirname(file), { recursive: true });
  });

  const misunderstood = {
    'an unknown flag': { args: ['--prot', '4500'], says: /^Unknown option '--prot'\n/ },
    'a flag without its value': { args: ['--port'], says: /^Option '--port <value>' argument missing\n/ },
    'an argument without a flag': { args: ['4500'], says: /^Unexpected argument '4500'\n/ },
    'a value where there is none': { args: ['--help=1'], says: /^Option '-h, --help' does not take an argument\n/ },
    'a file of variables that is not there': {
      args: ['--settings', '/nowhere/.env'],
      says: /^--settings: expected a file that can be read; got \/nowhere\/\.env\.\n/,
    },
    'another format of the log': { args: ['--log', 'xml'], says: /^--log \(ARAUCARIA_LOG\): expected one of plain/ },
  };
  for (const [mistake, { args, says }] of Object.entries(misunderstood)) {
    it(`reports ${mistake}, and refers to the help`, () => {
      const { status, stdout, stderr } = command(...args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, says);
      assert.match(stderr, /\nTry: araucaria-sandbox --help\n$/);
    });
  }

  it('names the invalid setting', () => {
    for (const args of [['--port', '70000'], ['--port='], ['--port', 'http']]) {
      const { status, stdout, stderr } = command(...args);
      assert.equal(status, 1);
      assert.equal(stdout, '');
      assert.equal(stderr, 'ARAUCARIA_PORT (port): expected a whole number from 0 to 65535.\n');
    }
  });

  it('names the required Node version if Node has no SQLite', () => {
    const olderNode = 'data:text/javascript,process.getBuiltinModule = () => undefined';
    const { status, stderr } = spawnSync(process.execPath, ['--import', olderNode, main], {
      encoding: 'utf8',
      env: {},
    });
    assert.equal(status, 1);
    assert.match(stderr, /^araucaria-sandbox: expected Node 22\.13 or newer, for its SQLite; this is v[\d.]+\.\n$/);
  });

  it('reads each flag like its variable, and the flag overrides the variable', () => {
    const { settings } = runs(
      [
        '--port',
        '0',
        '--token-ttl=60',
        '--allowed-origins',
        'https://a.example, http://localhost:*',
        '--app-name',
        'Ñ',
      ],
      { ARAUCARIA_PORT: '4500', ARAUCARIA_APP_NAME: 'Another', ARAUCARIA_BANK_DELAY: '5' },
    );
    const { database: _, ...rest } = settings;
    assert.deepEqual(rest, {
      port: 0,
      tokenTtl: 60,
      allowedOrigins: ['https://a.example', 'http://localhost:*'],
      appName: 'Ñ',
      bankDelay: 5,
    });
  });

  it('has no flags for secrets, because other users of the machine can read command lines', () => {
    for (const flag of ['--api-key', '--webhook-secret']) {
      assert.throws(() => readOptions([flag, 'x'], {}), UsageError);
    }
  });

  it('logs text unless the flag or the variable selects another format', () => {
    assert.equal(runs([]).log, 'plain');
    assert.equal(runs([], { ARAUCARIA_LOG: 'json' }).log, 'json');
    assert.equal(runs(['--log', 'off'], { ARAUCARIA_LOG: 'json' }).log, 'off');
  });
});
