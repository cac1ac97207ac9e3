import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Full access for the user, none for others. */
const modes = { file: 0o600, folder: 0o700 };

/**
 * Creates `file` and its folder, if they don't exist, accessible to their user only. An existing folder keeps its mode,
 * because others may share it. Throws an error that says what is in the way: a folder, a device, a missing permission.
 */
export function createPrivateFile(file: string): void {
  createPrivateFolder(dirname(file));
  const existing = statSync(file, { throwIfNoEntry: false });
  // Before it is opened: to open a named pipe waits for its writer.
  if (existing?.isDirectory()) throw new Error(`${file} is a folder`);
  if (existing && !existing.isFile()) throw new Error(`${file} is not a regular file`);
  try {
    if (!existing) closeSync(openSync(file, 'ax', modes.file));
  } catch (error) {
    // Another process created it first.
    if (codeOf(error) === 'EEXIST') return;
    throw new Error(`${file} can't be created (${codeOf(error)})`, { cause: error });
  }
  if (!existing) makePrivate(file, 'file');
}

/** Not by `mkdir` with `recursive`: for a folder in `/proc` it never ends. */
function createPrivateFolder(folder: string): void {
  const existing = statSync(folder, { throwIfNoEntry: false });
  if (existing?.isDirectory()) return;
  if (existing) throw new Error(`${folder} is not a folder`);
  createPrivateFolder(dirname(folder));
  try {
    mkdirSync(folder, modes.folder);
    // The umask may have removed the user's own permissions.
    makePrivate(folder, 'folder');
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw new Error(`the folder ${folder} can't be created (${codeOf(error)})`, { cause: error });
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

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
