import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** What the user alone may do, and nobody else anything. */
const rights = { file: 0o600, folder: 0o700 };

/**
 * Makes `file` and the folder it is in, for their user alone, where they aren't there yet. A folder that is there stays as
 * it is: it may be for others too.
 */
export function createPrivateFile(file: string): void {
  const folder = dirname(file);
  // The umask may have taken the user's own rights, too.
  if (mkdirSync(folder, { recursive: true, mode: rights.folder }) !== undefined) makePrivate(folder, 'folder');
  if (existsSync(file)) return;
  try {
    closeSync(openSync(file, 'ax', rights.file));
    makePrivate(file, 'file');
  } catch (error) {
    // Another process was faster.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/**
 * Takes from everyone but its user what is there already. Does nothing where that can't be done: the path is nothing yet
 * or another user's, or the disk knows no rights.
 */
export function makePrivate(path: string, kind: keyof typeof rights): void {
  try {
    chmodSync(path, rights[kind]);
  } catch {
    // See above.
  }
}
