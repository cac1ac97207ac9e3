import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import checkerPackages from '../types/package.json' with { type: 'json' };
import { checkers, fixtures, installCheckers } from './support/checkers.ts';
import { HostProject, root } from './support/packed.ts';

const packages = join(checkers, 'node_modules');

/** The command of a checker, what it prints of an error, and the number that it gives to the first line. */
type Checker = { command: string[]; error: RegExp; firstLine?: number };

const tsc: Checker = {
  command: [join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false'],
  error: /^(?<file>\S+)\((?<line>\d+),\d+\): error (?<code>TS\d+)/gm,
};

/**
 * The checker of each framework. The folder of that name in `test/types` has files that it has to accept, and one with what it
 * has to refuse, line by line.
 */
const frameworks: Record<string, Checker> = {
  react: tsc,
  preact: tsc,
  solid: tsc,
  vue: { ...tsc, command: [join(packages, 'vue-tsc/bin/vue-tsc.js'), '--pretty', 'false'] },
  svelte: {
    command: [
      join(packages, 'svelte-check/bin/svelte-check'),
      '--tsconfig=./tsconfig.json',
      '--output=machine-verbose',
      '--threshold=error',
    ],
    error: /"ERROR","filename":"(?<file>[^"]+)","start":\{"line":(?<line>\d+),.*"code":(?<code>\d+)/g,
    firstLine: 0,
  },
  angular: {
    command: [join(packages, '@angular/compiler-cli/bundles/src/bin/ngc.js')],
    error: /^(?<file>\S+?):(?<line>\d+):\d+ - error (?<code>(?:TS|NG)\d+)/gm,
  },
};

let host: HostProject;

before(() => {
  installCheckers();
  host = new HostProject();
  host.installFrom(checkers, ...Object.keys(checkerPackages.devDependencies));
  for (const framework of Object.keys(frameworks)) {
    cpSync(join(fixtures, framework), join(host.folder, framework), { recursive: true });
  }
});

after(() => host.remove());

/** The errors that a checker reports in a folder of the host, as `file:line code`, without repetitions. */
function errorsOf({ command, error, firstLine = 1 }: Checker, folder: string): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: join(host.folder, folder), encoding: 'utf8' });
  const output = stripVTControlCharacters(stdout + stderr);
  const errors = Array.from(output.matchAll(error), ({ groups: { file = '', line = '', code = '' } = {} }) => {
    return `${file}:${Number(line) + 1 - firstLine} ${code.replace(/^(?=\d)/, 'TS')}`;
  });
  return [...new Set(errors)].toSorted();
}

/** The errors that comments in the fixtures of a framework name: `// TS2322`. */
function expectedErrors(framework: string): string[] {
  const folder = join(fixtures, framework);
  return readdirSync(folder)
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          Array.from(line.matchAll(/\b(?:TS|NG)\d+\b/g), ([code]) => `${file}:${index + 1} ${code}`),
        ),
    )
    .toSorted();
}

describe('a host’s code for the tag', () => {
  for (const [framework, checker] of Object.entries(frameworks)) {
    test(`is checked in ${framework}: what is right passes, what is wrong is refused`, () => {
      const expected = expectedErrors(framework);
      assert.ok(expected.length > 5);
      assert.deepEqual(errorsOf(checker, framework), expected);
    });
  }
});
