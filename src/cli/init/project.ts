import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../command.ts';

/** What `init` has to know of the project that it writes into. */
export type Project = {
  folder: string;
  isTypeScript: boolean;
  /** Whether `.ts` may stand in an import. */
  importsTs: boolean;
  /** Whether `.js` is a module of ECMAScript. */
  isModule: boolean;
  hasSrc: boolean;
  dependencies: readonly string[];
};

/** Throws a {@link UsageError} for a folder that is a file. */
export function readProject(folder: string): Project {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw new UsageError('Expected --dir to be a folder; got a file.');
  const tsconfig = readText(join(folder, 'tsconfig.json'));
  const { type, dependencies, devDependencies } = packageOf(folder);
  return {
    folder,
    isTypeScript: tsconfig !== null,
    // By its text: it may have comments, which are no JSON.
    importsTs: /"(?:allowImportingTsExtensions|rewriteRelativeImportExtensions)"\s*:\s*true/.test(tsconfig ?? ''),
    isModule: type === 'module',
    hasSrc: existsSync(join(folder, 'src')),
    dependencies: [dependencies, devDependencies].flatMap((each) => Object.keys(each ?? {})),
  };
}

type Package = { type?: unknown; dependencies?: object; devDependencies?: object };

function packageOf(folder: string): Package {
  const text = readText(join(folder, 'package.json'));
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    throw new UsageError('Expected package.json to be JSON.');
  }
}

const readText = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);
