// `npm run test:watch -- <file>`: runs one test file with its runner, and again after each change of a source or a test, with
// what it looks at in `dist/` built before.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { build } from './build.ts';
import type { PartName } from './parts.ts';

/** Changes that come within this time are one: an editor writes a file in several steps. */
const settleMs = 50;

/** What a file is run with, by its folder and suffix; null for what is no test. */
function commandFor(path: string): readonly [string, ...string[]] | null {
  const isSpec = path.endsWith('.spec.ts');
  if (isSpec && path.startsWith('test/button/')) {
    return ['wtr', '--config', 'test/config/web-test-runner.config.mjs', '--files', path];
  }
  if (isSpec && path.startsWith('test/e2e/')) {
    return ['playwright', 'test', '-c', 'test/config/playwright.config.ts', path];
  }
  return path.endsWith('.test.ts') ? ['node', '--test', path] : null;
}

/** The parts that the file's tests may look at; what is built already costs nothing. */
function partsFor(path: string): readonly PartName[] {
  const bundles = ['button', 'widget', 'frame', 'server', 'sandbox', 'modules'] as const;
  return path.startsWith('test/package/') ? [...bundles, 'declarations', 'manifest'] : bundles;
}

const [given = ''] = process.argv.slice(2);
const path = given.replace(/^\.\//, '');
const command = commandFor(path);
if (!command || !existsSync(path)) {
  console.error(`Expected a file that ends in .test.ts or .spec.ts: npm run test:watch -- <file>; got "${given}".`);
  process.exit(1);
}

let run: ChildProcess | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let turn = 0;

async function start([program, ...parameters]: readonly [string, ...string[]]): Promise<void> {
  const mine = (turn += 1);
  if (run && run.exitCode === null) {
    run.kill();
    await once(run, 'exit');
  }
  try {
    await build(partsFor(path));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return;
  }
  // A change came meanwhile.
  if (mine === turn) run = spawn(program, parameters, { stdio: 'inherit' });
}

const changed = (): void => {
  clearTimeout(timer);
  timer = setTimeout(() => void start(command), settleMs);
};

console.log(`Running ${path}, and again after each change in src, demo and test. Press Ctrl+C to stop.`);
for (const folder of ['src', 'demo', 'test']) watch(folder, { recursive: true }, changed);
changed();
