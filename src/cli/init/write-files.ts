import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../command.ts';
import type { RecipeFile } from './recipe-files.ts';

/** What became of a file. Nothing of the project's is lost: a replaced file is kept at `before`. */
export type Written =
  | { path: string; state: 'wrote' | 'there' | 'kept' }
  | { path: string; state: 'replaced'; before: string };

/**
 * Writes files into a folder, and keeps those of the project that differ, unless `isForced`. Throws a {@link UsageError} for
 * a path that can't be written.
 */
export function writeFiles(folder: string, files: readonly RecipeFile[], isForced: boolean): Written[] {
  return files.map((file) => {
    try {
      return writeOne(folder, file, isForced);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
      throw new UsageError(`Expected to be able to write ${file.path} into ${folder}; got ${code}.`);
    }
  });
}

function writeOne(folder: string, { path, text }: RecipeFile, isForced: boolean): Written {
  const file = join(folder, path);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    // Fails where another program has made it since.
    writeFileSync(file, text, { flag: 'wx' });
    return { path, state: 'wrote' };
  }
  if (readFileSync(file, 'utf8') === text) return { path, state: 'there' };
  if (!isForced) return { path, state: 'kept' };
  const before = freeName(folder, path);
  renameSync(file, join(folder, before));
  writeFileSync(file, text, { flag: 'wx' });
  return { path, state: 'replaced', before };
}

function freeName(folder: string, path: string): string {
  for (let count = 1; ; count += 1) {
    const name = `${path}.before${count === 1 ? '' : `-${count}`}`;
    if (!existsSync(join(folder, name))) return name;
  }
}
