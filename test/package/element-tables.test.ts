import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CustomElementDeclaration, Package } from 'custom-elements-manifest/schema.d.ts';
import { elementOf } from '../dev/editor-data.ts';
import { root } from './support/packed.ts';

// `UPDATE_TABLES=1 npx node --test test/package/element-tables.test.ts` writes the tables anew.
const element = elementOf(JSON.parse(readFileSync(join(root, 'custom-elements.json'), 'utf8')) as Package);

const code = (text: string | undefined): string => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '');

/** A default as an author would write it: an empty string and `false` are “not given”. */
const initial = (value: string | undefined): string =>
  value === `''` || value === 'false' ? '' : code(value?.replaceAll(`'`, ''));

/** The tables of the manifest: a heading, and a row for each entry. */
const tables: Record<
  string,
  { heading: string[]; rows(element: CustomElementDeclaration): (string | undefined)[][] | undefined }
> = {
  attributes: {
    heading: ['attribute', 'default', 'meaning'],
    rows: ({ attributes }) => attributes?.map((entry) => [code(entry.name), initial(entry.default), entry.description]),
  },
  properties: {
    heading: ['property', 'type', 'meaning'],
    rows: ({ members }) =>
      members
        ?.filter((member) => member.kind === 'field' && !('attribute' in member && member.attribute !== 'value'))
        .map((entry) => [code(entry.name), 'type' in entry ? code(entry.type?.text) : '', entry.description]),
  },
  events: {
    heading: ['event', 'detail', 'when'],
    rows: ({ events }) =>
      events?.map(({ name, type, description }) => [
        code(name),
        code(/^CustomEvent<(.+)>$/.exec(type.text)?.[1]),
        description,
      ]),
  },
  slots: {
    heading: ['slot', 'content'],
    rows: ({ slots }) => slots?.map(({ name, description }) => [name ? code(name) : '(default)', description]),
  },
  parts: {
    heading: ['part', 'what it is'],
    rows: ({ cssParts }) => cssParts?.map(({ name, description }) => [code(name), description]),
  },
  'custom properties': {
    heading: ['custom property', 'default', 'meaning'],
    rows: ({ cssProperties }) =>
      cssProperties?.map((entry) => [code(entry.name), code(entry.default), entry.description]),
  },
  states: {
    heading: ['state', 'when'],
    rows: ({ cssStates }) => cssStates?.map(({ name, description }) => [code(`:state(${name})`), description]),
  },
};

const row = (cells: (string | undefined)[]): string =>
  `| ${cells.map((cell = '') => cell.replaceAll('\n', ' ').replace(/\.$/, '')).join(' | ')} |`.replaceAll(
    '|  |',
    '| |',
  );

/** A table in Markdown, with the comment above it by which it is found. */
function markdown(name: string): string {
  const { heading, rows } = tables[name] ?? assert.fail(`no table of ${name}`);
  const lines = [row(heading), row(heading.map(() => '---')), ...(rows(element) ?? []).map(row)];
  return [`<!-- custom-elements.json: ${name} -->`, '', ...lines].join('\n');
}

test('the tables of docs/element.md are those of the manifest', () => {
  const path = join(root, 'docs/element.md');
  const text = readFileSync(path, 'utf8');
  const table = /^<!-- custom-elements\.json: ([\w ]+) -->\n\n(?:\|.*\n)*/gm;
  assert.deepEqual(
    Array.from(text.matchAll(table), ([, name]) => name),
    Object.keys(tables),
  );
  const updated = text.replaceAll(table, (_, name: string) => `${markdown(name)}\n`);
  if (process.env['UPDATE_TABLES']) writeFileSync(path, updated);
  assert.equal(readFileSync(path, 'utf8'), updated);
});
