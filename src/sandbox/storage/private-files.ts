import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Full access for the user, none for others. */
const modes = { file: 0o600, folder: 0o700 };

/**
 * Creates `file` and its folder, if they don't exist, accessible to their user only. An existing folder keeps its mode,
 * because others may share it.
 */
export function createPrivateFile(file: string): void {
  const folder = dirname(file);
  // The umask may have removed the user's own permissions.
  if (mkdirSync(folder, { recursive: true, mode: modes.folder }) !== undefined) makePrivate(folder, 'folder');
  if (existsSync(file)) return;
  try {
    closeSync(openSync(file, 'ax', modes.file));
    makePrivate(file, 'file');
  } catch (error) {
    // Another process created it first.
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/**
 * Removes other users' access to an existing file or folder. Does nothing if that is not possible: the path does not exist
 * or belongs to another user, or the file system has no modes.
 */
export function makePrivate(path: string, kind: keyof typeof modes): void {
  try {
    chmodSync(path, modes[kind]);
  } catch {
    // See the comment of the function.
  }
}
