import { moduleOf } from './declaration-module.ts';

/** A declaration of a module, with its comment. */
type Declaration = { file: string; name: string; text: string };

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
    const withoutComments = declaration.text.replaceAll(/\/\*\*[\s\S]*?\*\//g, '');
    for (const [word] of withoutComments.matchAll(/\b[A-Z]\w+|(?<=typeof )\w+/g)) add(declaration.file, word);
  }
}

/** Where a name is declared; nothing for one of another package or of the language. */
function find(file: string, name: string): Declaration | null {
  const { declarations, origins } = moduleOf(file);
  const text = declarations.get(name);
  if (text !== undefined) return { file, name, text };
  const origin = origins.get(name);
  return origin ? find(origin.file, origin.name) : null;
}
