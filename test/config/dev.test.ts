import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import tsconfig from '../../tsconfig.json' with { type: 'json' };
import { parts } from '../dev/parts.ts';

const root = join(import.meta.dirname, '../..');

function node(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, parameters, { cwd: root, encoding: 'utf8' });
}

describe('from-source.ts', () => {
  for (const [name, [source = '']] of Object.entries(tsconfig.compilerOptions.paths)) {
    test(`leads ${name} to its source`, () => {
      const { stdout, stderr } = node(
        '--import',
        './test/dev/from-source.ts',
        '--input-type=module',
        '--eval',
        `console.log(import.meta.resolve('${name}'))`,
      );
      assert.equal(stdout.trim(), new URL(source, `file://${root}/`).href, stderr);
    });
  }
});

describe('npm run build', () => {
  for (const [name, { output, rooms }] of Object.entries(parts)) {
    test(`makes ${name}`, () => {
      assert.ok(existsSync(join(root, output)), output);
      for (const room of rooms) assert.ok(existsSync(join(root, 'src', room)), room);
    });
  }

  test('says which parts there are', () => {
    const { status, stderr } = node('test/dev/build.ts', 'buton');
    assert.equal(status, 1);
    assert.match(stderr, /Expected some of button, debug, embed, widget, .*; got "buton"\./);
  });
});

describe('npm run test:watch', () => {
  for (const path of ['', 'test/support/axe.ts', 'test/config/missing.test.ts']) {
    test(`says what it takes in place of "${path}"`, () => {
      const { status, stderr } = node('test/dev/test-watch.ts', path);
      assert.equal(status, 1);
      assert.match(stderr, /Expected a file that ends in \.test\.ts or \.spec\.ts/);
    });
  }
});
