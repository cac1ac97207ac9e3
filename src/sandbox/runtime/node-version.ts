import process from 'node:process';

/**
 * Why the sandbox can't run here; null where it can. An older Node would only say that a module is unknown: so this is
 * asked before anything that imports SQLite.
 */
export function missingNode(): string | null {
  if (process.getBuiltinModule?.('node:sqlite')) return null;
  return `expected Node 22.13 or newer, for its SQLite; this is ${process.version}.`;
}
