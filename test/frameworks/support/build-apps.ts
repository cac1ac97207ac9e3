import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chosenApps } from '../apps.ts';

const execute = promisify(execFile);
const root = join(import.meta.dirname, '../../..');
const buildsAtOnce = 2;

type Lock = { packages: Record<string, { integrity?: string }> };

/**
 * Builds the chosen apps, each by its own tool and with the packed tarball installed, outside of the repository: there
 * they find no other packages than their own. Playwright calls this before the tests, and what it returns after them.
 * `$APPS_FOLDER` names a folder that stays: packages that are installed there are not installed again. With
 * `$UPDATE_LOCKS` the lock files are written anew.
 */
export default async function buildApps(): Promise<() => void> {
  const kept = process.env['APPS_FOLDER'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'araucaria-frameworks-'));
  mkdirSync(folder, { recursive: true });
  process.env['APPS_FOLDER'] = folder;
  await buildInto(folder, chosenApps());
  return () => {
    if (!kept) rmSync(folder, { recursive: true, force: true });
  };
}

/** Builds apps into a folder. `change` is called with the folder of each before that is built. */
export async function buildInto(
  folder: string,
  names: string[],
  change: (cwd: string, name: string) => void = () => {},
): Promise<void> {
  await pack(folder);
  const left = [...names];
  const buildNext = async (): Promise<void> => {
    for (let name = left.shift(); name; name = left.shift()) await build(folder, name, change);
  };
  await Promise.all(Array.from({ length: buildsAtOnce }, buildNext));
}

/** Makes the tarball that the apps' `package.json` name. */
async function pack(folder: string): Promise<void> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await execute('npm', args, { cwd: root });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  renameSync(join(folder, filename), join(folder, 'araucaria-connect.tgz'));
}

const isSource = (path: string): boolean => basename(path) !== 'node_modules';

const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(1);

async function build(folder: string, name: string, change: (cwd: string, name: string) => void): Promise<void> {
  const cwd = join(folder, name);
  const startedAt = Date.now();
  cpSync(join(root, 'demo/frameworks', name), cwd, { recursive: true, filter: isSource });
  change(cwd, name);
  await install(folder, name);
  const installedAt = Date.now();
  await run(cwd, 'npm', 'run', 'build');
  console.log(
    `${name}: installed in ${seconds(startedAt, installedAt)} s, built in ${seconds(installedAt, Date.now())} s`,
  );
}

async function install(folder: string, name: string): Promise<void> {
  const cwd = join(folder, name);
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  if (process.env['UPDATE_LOCKS']) {
    const file = join(cwd, 'package-lock.json');
    const own = 'node_modules/araucaria-connect';
    const read = (): Lock => JSON.parse(readFileSync(file, 'utf8')) as Lock;
    const write = (path: string, lock: Lock): void => writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
    // npm would take what the lock file says of the tarball, and what is installed.
    const former = read();
    delete former.packages[own];
    write(file, former);
    rmSync(join(cwd, 'node_modules'), { recursive: true, force: true });
    await run(cwd, 'npm', 'install', ...flags);
    const lock = read();
    // The tarball is another one with each change of this repository.
    delete lock.packages[own]!.integrity;
    write(join(root, 'demo/frameworks', name, 'package-lock.json'), lock);
  } else if (existsSync(join(cwd, 'node_modules'))) {
    const installed = join(cwd, 'node_modules/araucaria-connect');
    rmSync(installed, { recursive: true, force: true });
    mkdirSync(installed);
    await run(cwd, 'tar', '-xzf', join(folder, 'araucaria-connect.tgz'), '-C', installed, '--strip-components=1');
  } else {
    await run(cwd, 'npm', 'ci', ...flags);
  }
}

async function run(cwd: string, command: string, ...args: string[]): Promise<void> {
  // `npm run` puts this repository's own tools on the path: of those, the apps get only Node.
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((part) => !part.startsWith(root));
  const env = { ...process.env, PATH: [dirname(process.execPath), ...path].join(delimiter), CI: 'true' };
  await execute(command, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }).catch((error: unknown) => {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed in ${cwd}:\n${stdout}${stderr}`);
  });
}
