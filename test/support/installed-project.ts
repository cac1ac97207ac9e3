import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where this repository keeps what tests install. */
export const cache = join(import.meta.dirname, '../../node_modules/.cache');

const files = ['package.json', 'package-lock.json', '.npmrc'];

/** The folder where the project of a test is installed, in the versions of its lock file. `source`: the project's own. */
export function folderOfProject(source: string, name: string): string {
  const lock = readFileSync(join(source, 'package-lock.json'));
  return join(cache, `${name}-${createHash('sha256').update(lock).digest('hex').slice(0, 8)}`);
}

/** Installs the project as its lock file says, at its first use, and returns its folder. */
export function installProject(source: string, name: string): string {
  const folder = folderOfProject(source, name);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  // Installed into a draft, which is renamed once it is complete: other test files may install it at the same time.
  const draft = mkdtempSync(`${folder}-`);
  try {
    for (const file of files.filter((each) => existsSync(join(source, each)))) {
      copyFileSync(join(source, file), join(draft, file));
    }
    execFileSync('npm', ['ci'], { cwd: draft, stdio: ['ignore', 'ignore', 'inherit'] });
    if (!existsSync(folder)) renameSync(draft, folder);
  } catch (error) {
    // Another process was first: this draft is not needed.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}
