import process from 'node:process';

/**
 * Why the sandbox can't run in this version of Node; null if it can. Call it before importing anything that imports SQLite:
 * an older Node would only report an unknown module.
 */
export function unsupportedNode(): string | null {
  if (process.getBuiltinModule?.('node:sqlite')) return null;
  return `expected Node 22.13 or newer, for its SQLite; this is ${process.version}.`;
}
