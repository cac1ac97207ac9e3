import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the repository. */
export const root = join(import.meta.dirname, '../../..');

/** Reads a file of the repository. */
export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Every Markdown file of the repository. A pattern of Node's `globSync` matches no folder whose name begins with a dot. */
export const documents: readonly string[] = globSync(['**/*.md', '.github/**/*.md'], {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|dist|dist-docs|test-results)$/.test(path),
}).toSorted();

/** The pages of the site. */
export const pages: readonly string[] = documents.filter((file) => file.startsWith('docs/'));
