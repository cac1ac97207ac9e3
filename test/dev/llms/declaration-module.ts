import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A module of declarations, as the compiler writes it. */
export type DeclarationModule = {
  exports: readonly string[];
  /** Each name's declaration, with its comment and without `export`. */
  declarations: ReadonlyMap<string, string>;
  /** The file and the name that a name is imported or exported from. */
  origins: ReadonlyMap<string, { file: string; name: string }>;
};

const comment = String.raw`(?:/\*\*(?:(?!\*/)[\s\S])*\*/\n)?`;
const keywords = '(?:export |declare |abstract )*(?:function|class|type|interface|const)';

/** From its comment to the next declaration, import or export. A union has comments too, at the start of a line. */
const declarationPattern = new RegExp(
  String.raw`^${comment}${keywords} (\w+)[\s\S]*?(?=^${comment}(?:${keywords} \w|import|export|declare)|(?![\s\S]))`,
  'gm',
);

const read = new Map<string, DeclarationModule>();

/** Reads a file `*.d.ts`, once. */
export function moduleOf(file: string): DeclarationModule {
  const known = read.get(file);
  if (known) return known;
  const text = readFileSync(file, 'utf8');
  const module = { exports: exportsIn(text), declarations: declarationsIn(text), origins: originsIn(file, text) };
  read.set(file, module);
  return module;
}

function exportsIn(text: string): string[] {
  const lists = Array.from(text.matchAll(/^export (?:type )?\{([^}]*)\}/gm), ([, list = '']) => namesIn(list));
  const own = text.matchAll(/^export (?:declare )?(?:abstract )?(?:function|class|type|interface|const) (\w+)/gm);
  return [...lists.flat().map(({ as }) => as), ...Array.from(own, ([, name = '']) => name)];
}

function declarationsIn(text: string): Map<string, string> {
  const declarations = new Map<string, string>();
  for (const [declaration, name = ''] of text.matchAll(declarationPattern)) {
    const code = declaration
      .replaceAll(/^(?:export |declare )+/gm, '')
      .replaceAll(/^ +(?:#private|private ).*\n/gm, '')
      .replaceAll(/^ +/gm, (indent) => indent.replaceAll('    ', '  '))
      .trimEnd();
    // A function may be declared several times.
    declarations.set(name, `${declarations.get(name) ?? ''}${code}\n`);
  }
  return declarations;
}

function originsIn(file: string, text: string): Map<string, { file: string; name: string }> {
  const lists = text.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from '(\.[^']+)\.ts';/gm);
  return new Map(
    Array.from(lists).flatMap(([, list = '', path = '']) =>
      namesIn(list).map(({ name, as }) => [as, { file: join(dirname(file), `${path}.d.ts`), name }] as const),
    ),
  );
}

/** `a, type B as C`: each name there, and here. */
function namesIn(list: string): { name: string; as: string }[] {
  return list
    .split(',')
    .map((item) => item.trim().replace(/^type /, ''))
    .filter(Boolean)
    .map((item) => {
      const [name = '', as = name] = item.split(' as ');
      return { name, as };
    });
}
