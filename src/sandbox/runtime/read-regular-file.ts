import { readFileSync, statSync } from 'node:fs';

/** The content of a file. Throws an error for anything else: to read a device or a named pipe may never end. */
export function readRegularFile(file: string): Buffer {
  if (!statSync(file).isFile()) throw new Error('it is not a regular file');
  return readFileSync(file);
}
