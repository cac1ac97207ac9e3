// TypeScript's own declarations, narrowed to the oldest supported browsers: newer members are optional. The compiler then
// accepts a use only behind a check: `AbortSignal.any?.(…)`.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Identifier } from '@mdn/browser-compat-data';
import { entry, lacking } from './compat.ts';

/** The DOM, and ES2023: the oldest browsers have most of it, and the rest is narrowed as the DOM is. */
const wanted = /^lib\.(?:es5|es20(?:1\d|2[0-3])\.(?!full)\w.*|dom(?:\..*)?|decorators(?:\..*)?)\.ts$/;

/** The narrowed declarations by file name. */
export function narrowedLibs(): Map<string, string> {
  const folder = libFolder();
  const sources = readdirSync(folder)
    .filter((name) => wanted.test(name.replace('.d.ts', '.ts')))
    .map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')]);
  const users = mixinUsers(sources.map(([, text]) => text).join('\n'));
  return new Map(sources.map(([name, text]) => [name, narrowed(text, users)]));
}

/** The folder of the compiler's declarations for this platform. */
function libFolder(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('typescript/package.json'));
  return join(
    dirname(require.resolve(`@typescript/typescript-${process.platform}-${process.arch}/package.json`)),
    'lib',
  );
}

/** The interfaces that include a mixin such as `ARIAMixin`: the compatibility data lists interfaces alone. */
function mixinUsers(text: string): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const [, name = '', bases = ''] of text.matchAll(/^interface (\w+)(?:<[^{]*>)? extends ([\w, <>"]+) \{/gm)) {
    for (const base of bases.split(',').map((part) => part.trim().replace(/<.*/, ''))) {
      users.set(base, [...(users.get(base) ?? []), name]);
    }
  }
  return users;
}

/** An interface that a line opens: its name, the indentation of its members, and whether they are static. */
type Block = { owner: string; isStatic: boolean; indent: string };

const opening = /^(\s*)(?:declare )?(?:interface (\w+)\b.*|(?:var|const|namespace) (\w+):?) ?\{$/;
const member = /^(\s+)(readonly |get |set |function |var |const )?(\[Symbol\.(\w+)\]|[\w$]+)\??([<(:].*)$/;
const global = /^declare (?:function|var|const) (\w+)[<(:]/;

function narrowed(text: string, users: Map<string, string[]>): string {
  const blocks: Block[] = [];
  /** Matches the last line of what is omitted. */
  let end: RegExp | undefined;
  const narrowedLine = (line: string): string[] => {
    if (end) {
      if (end.test(line)) end = undefined;
      return [];
    }
    const [isOpening, outer = '', type, value = ''] = opening.exec(line) ?? [];
    if (isOpening && isNew(whole(value))) {
      end = new RegExp(`^${outer}\\};?$`);
      return [];
    }
    if (isOpening) {
      const name = type ?? value;
      const isStatic = !type || name.endsWith('Constructor');
      blocks.push({ owner: name.replace(/Constructor$/, ''), isStatic, indent: `${outer}    ` });
      return [line];
    }
    const block = blocks.at(-1);
    if (block && /^\s*\};?$/.test(line) && line.search(/\S/) === block.indent.length - 4) blocks.pop();
    const [, indent, kind = '', name = '', symbol, rest = ''] = member.exec(line) ?? [];
    const isMember = block && indent === block.indent && name !== 'new';
    if (isMember && isNewMember(block, symbol ? `@@${symbol}` : name, users)) {
      if (!/^(?:set|function|var|const) $/.test(kind)) return [optional(block.indent, kind, name, rest)];
    } else {
      const [, globalName = ''] = global.exec(line) ?? [];
      if (!isNew(entry('api', globalName) ?? entry('api', 'Window', globalName))) return [line];
    }
    // Omitted, with the lines that it continues on.
    if (!line.trimEnd().endsWith(';')) end = /;$/;
    return [];
  };
  return text
    .split('\n')
    .filter((line) => !line.startsWith('/// <reference'))
    .flatMap(narrowedLine)
    .join('\n');
}

/** Makes a member optional, and read-only: otherwise the compiler would accept an assignment without a check. */
function optional(indent: string, kind: string, name: string, rest: string): string {
  const isGetter = kind === 'get ';
  const isMethod = !isGetter && /^[<(]/.test(rest);
  return `${indent}${isMethod ? '' : 'readonly '}${name}?${isGetter ? rest.replace(/^\(\)/, '') : rest}`;
}

/** The entry of a whole interface. */
const whole = (name: string): Identifier | undefined =>
  entry('api', name) ?? entry('javascript', 'builtins', name) ?? entry('javascript', 'builtins', 'Intl', name);

const isNew = (feature: Identifier | undefined): boolean => lacking(feature).length > 0;

function isNewMember({ owner, isStatic }: Block, name: string, users: Map<string, string[]>): boolean {
  if (/^CSSStyle(?:Declaration|Properties)$/.test(owner)) {
    return isNew(
      entry(
        'css',
        'properties',
        name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      ),
    );
  }
  const keys = [isStatic ? `${name}_static` : name, ...(name.startsWith('on') ? [`${name.slice(2)}_event`] : [])];
  // Some interfaces with the mixin are newer than others: the oldest counts.
  const found = owners(owner, users).flatMap((user) =>
    [...keys.map((key) => entry('api', user, key)), builtinMember(user, name)].filter(
      (feature) => feature !== undefined,
    ),
  );
  return found.length > 0 && found.every(isNew);
}

/** The interface itself, or the interfaces that include the mixin. */
function owners(owner: string, users: Map<string, string[]>): string[] {
  if (entry('api', owner) || entry('javascript', 'builtins', owner)) return [owner];
  return [owner, ...(users.get(owner) ?? []).flatMap((user) => owners(user, users))];
}

function builtinMember(owner: string, name: string): Identifier | undefined {
  const builtin = /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/.test(owner)
    ? 'TypedArray'
    : owner.replace(/^Readonly/, '');
  return entry('javascript', 'builtins', builtin, name) ?? entry('javascript', 'builtins', 'Intl', builtin, name);
}
