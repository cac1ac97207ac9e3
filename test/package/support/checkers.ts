import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import checkerPackages from '../../types/package.json' with { type: 'json' };
import { folderOfProject, installProject } from '../../support/installed-project.ts';
import { HostProject, root } from './packed.ts';

/** What is checked, and the project of the frameworks and their type checkers. They need an older TypeScript than ours. */
export const fixtures = join(root, 'test/types');

const name = 'type-checkers';

/** The folder where that project is installed. */
export const checkers = folderOfProject(fixtures, name);

/** Installs it at its first use. That takes about ten seconds. */
export const installCheckers = (): string => installProject(fixtures, name);

/** A host's project with the packed package, the frameworks and their checkers. */
export function hostWithCheckers(): HostProject {
  installCheckers();
  const host = new HostProject();
  host.installFrom(checkers, ...Object.keys(checkerPackages.devDependencies));
  return host;
}

const packages = join(checkers, 'node_modules');

/** The command of a checker, what it prints of an error, and the number that it gives to the first line. */
export type Checker = { command: string[]; error: RegExp; firstLine?: number };

const tsc: Checker = {
  command: [join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false'],
  error: /^(?<file>\S+)\((?<line>\d+),\d+\): error (?<code>TS\d+)/gm,
};

/**
 * The checker of each framework. The folder of that name in `test/types` has files that it has to accept, and one with what it
 * has to refuse, line by line.
 */
export const frameworks: Record<string, Checker> = {
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

/** The errors that a checker reports in a folder, as `file:line code`, without repetitions. */
export function errorsOf({ command, error, firstLine = 1 }: Checker, folder: string): string[] {
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  const output = stripVTControlCharacters(stdout + stderr);
  const errors = Array.from(output.matchAll(error), ({ groups: { file = '', line = '', code = '' } = {} }) => {
    return `${file}:${Number(line) + 1 - firstLine} ${code.replace(/^(?=\d)/, 'TS')}`;
  });
  return [...new Set(errors)].toSorted();
}
