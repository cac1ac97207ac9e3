import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = join(import.meta.dirname, '../../node_modules/.cache');

/** The versions of Node that hosts run, besides that of the tests: the oldest supported, one in between, and the newest. */
export const nodeVersions = ['20.20.2', '22.23.3', '26.10.0'] as const;

/**
 * The executable of that version of Node, from npm's package `node`, installed at its first use. Not a dev dependency: two
 * of them would both install `node_modules/.bin/node`.
 *
 * Null, with a line on the console, if it can't be installed: without a network, or on a system without a build.
 */
export async function nodeBinary(version: string): Promise<string | null> {
  const folder = join(cache, `node-${version}`);
  const binary = join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (await exists(binary)) return binary;
  await mkdir(cache, { recursive: true });
  // Installed into a draft, which is renamed once it is complete: other test files may install the same version.
  const draft = await mkdtemp(`${folder}-`);
  try {
    await writeFile(join(draft, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }');
    const options = ['--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts=false', '--loglevel=error'];
    await run('npm', ['install', '--prefix', draft, ...options, `node@${version}`], { cwd: draft, timeout: 120_000 });
    // Another process was first: this draft is not needed.
    await rename(draft, folder).catch(() => {});
    return (await exists(binary)) ? binary : null;
  } catch (error) {
    console.warn(`Node ${version} could not be installed; its tests are skipped.`, error);
    return null;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
