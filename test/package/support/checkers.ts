import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './packed.ts';

/** What is checked, and the project of the frameworks and their type checkers. They need an older TypeScript than ours. */
export const fixtures = join(root, 'test/types');

const files = ['package.json', 'package-lock.json', '.npmrc'];
const cache = join(root, 'node_modules/.cache');
const version = createHash('sha256')
  .update(readFileSync(join(fixtures, 'package-lock.json')))
  .digest('hex')
  .slice(0, 8);

/** The folder where that project is installed. */
export const checkers = join(cache, `type-checkers-${version}`);

/** Installs it as its lock file says, at its first use. That takes about ten seconds. */
export function installCheckers(): void {
  if (existsSync(checkers)) return;
  mkdirSync(cache, { recursive: true });
  // Installed into a draft, which is renamed once it is complete: other test files may install it at the same time.
  const draft = mkdtempSync(`${checkers}-`);
  try {
    for (const file of files) copyFileSync(join(fixtures, file), join(draft, file));
    execFileSync('npm', ['ci'], { cwd: draft, stdio: ['ignore', 'ignore', 'inherit'] });
    if (!existsSync(checkers)) renameSync(draft, checkers);
  } catch (error) {
    // Another process was first: this draft is not needed.
    if (!existsSync(checkers)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
