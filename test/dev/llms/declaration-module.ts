import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync, Visitor, type Comment, type Program, type VisitorObject } from 'oxc-parser';

type Statement = Program['body'][number];

/** A declaration with its comment, without `export` and without private members. */
export type Declaration = {
  text: string;
  /** The types and values that it names, in its order. */
  names: readonly string[];
};

/** A module of declarations, as the compiler writes it. */
export type DeclarationModule = {
  exports: readonly string[];
  declarations: ReadonlyMap<string, Declaration>;
  /** The file and the name that a name is imported or exported from. */
  origins: ReadonlyMap<string, { file: string; name: string }>;
};

const read = new Map<string, DeclarationModule>();

/** Reads a file `*.d.ts`, once. Throws for one that is no TypeScript. */
export function moduleOf(file: string): DeclarationModule {
  const known = read.get(file);
  if (known) return known;
  const module = readModule(file, readFileSync(file, 'utf8'));
  read.set(file, module);
  return module;
}

function readModule(file: string, source: string): DeclarationModule {
  const { program, comments, errors } = parseSync(file, source, { lang: 'dts' });
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const exports = new Set<string>();
  const declarations = new Map<string, Declaration>();
  const origins = new Map<string, { file: string; name: string }>();

  for (const statement of program.body) {
    const path = 'source' in statement && statement.source ? fileOf(file, statement.source.value) : null;
    if (statement.type === 'ImportDeclaration') {
      for (const specifier of statement.specifiers) {
        if (path === null || specifier.type !== 'ImportSpecifier') continue;
        origins.set(specifier.local.name, { file: path, name: nameOf(specifier.imported) });
      }
      continue;
    }
    const isExported = statement.type === 'ExportNamedDeclaration';
    if (isExported) {
      for (const { local, exported } of statement.specifiers) {
        exports.add(nameOf(exported));
        if (path !== null) origins.set(nameOf(exported), { file: path, name: nameOf(local) });
      }
    }
    const declared = isExported ? statement.declaration : statement;
    for (const name of declared ? declaredNames(declared) : []) {
      if (isExported) exports.add(name);
      const own = declarationOf(source, comments, statement, program);
      // A function may be declared several times.
      const before = declarations.get(name);
      declarations.set(name, {
        text: `${before?.text ?? ''}${own.text}`,
        names: [...(before?.names ?? []), ...own.names],
      });
    }
  }
  return { exports: [...exports], declarations, origins };
}

/** The declarations of another file of the package; null for another package. */
const fileOf = (file: string, source: string): string | null =>
  source.startsWith('.') ? join(dirname(file), source.replace(/\.ts$/, '.d.ts')) : null;

const nameOf = (node: { name: string } | { value: string }): string => ('name' in node ? node.name : node.value);

/** The names of a function, a class, a type or variables; none for another statement. */
function declaredNames(node: object): string[] {
  if ('declarations' in node) {
    const variables = node.declarations as { id: { name?: string } }[];
    return variables.flatMap(({ id }) => id.name ?? []);
  }
  // A module that is augmented has a text for a name.
  return 'id' in node && typeof node.id === 'object' && node.id && 'name' in node.id ? [String(node.id.name)] : [];
}

function declarationOf(source: string, comments: Comment[], statement: Statement, program: Program): Declaration {
  const names: string[] = [];
  const hidden: { start: number; end: number }[] = [];
  const addName = (node: object | null): void => {
    // A name with a dot is of another package.
    if (node && 'name' in node) names.push(String(node.name));
  };
  const hide: VisitorObject['PropertyDefinition'] & VisitorObject['MethodDefinition'] = (member) => {
    if (member.key.type === 'PrivateIdentifier' || member.accessibility === 'private') hidden.push(member);
  };
  const visitor = new Visitor({
    PropertyDefinition: hide,
    MethodDefinition: hide,
    TSTypeReference: ({ typeName }) => addName(typeName),
    TSTypeQuery: ({ exprName }) => addName(exprName),
    TSInterfaceHeritage: ({ expression }) => addName(expression),
    TSClassImplements: ({ expression }) => addName(expression),
    ClassDeclaration: ({ superClass }) => addName(superClass),
  });
  visitor.visit({ ...program, body: [statement] });

  let code = source.slice(statement.start, statement.end);
  for (const { start, end } of hidden.toReversed()) {
    // The whole line.
    const lineStart = source.lastIndexOf('\n', start) - statement.start;
    code = code.slice(0, lineStart) + code.slice(end - statement.start);
  }
  code = code.replace(/^(?:export |declare )+/, '').replaceAll(/^ +/gm, (indent) => indent.replaceAll('    ', '  '));
  return { text: `${commentBefore(statement, source, comments)}${code}\n`, names };
}

/** The documentation comment directly before a statement, with the end of its line. */
function commentBefore({ start }: Statement, source: string, comments: Comment[]): string {
  const comment = comments.findLast(({ end }) => end <= start);
  if (!comment?.value.startsWith('*') || source.slice(comment.end, start).trim() !== '') return '';
  return `${source.slice(comment.start, comment.end)}\n`;
}
