import { moduleOf, type Declaration } from './declaration-module.ts';

/** Where a declaration is. */
type Found = Declaration & { file: string; name: string };

/**
 * What an entry of the package exports, and the types that it names, as TypeScript. What is in `known` is left out and what
 * is new is added to it. A declaration is known by its file and its name: `dist/shared/connection.d.ts:Connection`.
 */
export function declarationsOf(entry: string, known: Set<string>): string {
  const found: string[] = [];
  for (const name of moduleOf(entry).exports) add(entry, name);
  return found.join('\n');

  function add(file: string, name: string): void {
    const declaration = find(file, name);
    if (!declaration) return;
    const id = `${declaration.file}:${declaration.name}`;
    if (known.has(id)) return;
    known.add(id);
    found.push(declaration.text);
    for (const other of declaration.names) add(declaration.file, other);
  }
}

/** Where a name is declared; nothing for one of another package or of the language. */
function find(file: string, name: string): Found | null {
  const { declarations, origins } = moduleOf(file);
  const declaration = declarations.get(name);
  if (declaration) return { ...declaration, file, name };
  const origin = origins.get(name);
  return origin ? find(origin.file, origin.name) : null;
}
