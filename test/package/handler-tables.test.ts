import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './support/packed.ts';

// `UPDATE_TABLES=1 npx node --test test/package/handler-tables.test.ts` writes the tables anew.
const document = join(root, 'docs/backend.md');

/** The source of a type, from `export type` to the line that ends it. */
function sourceOf(file: string, type: string): string {
  const source = readFileSync(join(root, 'src/server', file), 'utf8');
  const [found] =
    new RegExp(`^export type ${type}\\b[^;]*?(?:\\{\\n[\\s\\S]*?^\\}|(?:\\n  .*)+);`, 'm').exec(source) ?? [];
  return found ?? assert.fail(`${file} has no type ${type}`);
}

/** The first paragraph of a comment in one line, without its full stop. */
function lineOf(comment = ''): string {
  const [first = ''] = comment
    .replaceAll(/\n\s*\*/g, '\n')
    .trim()
    .split(/\n\s*\n/);
  return first.replaceAll(/\s+/g, ' ').replace(/\.$/, '');
}

/** The members of an object: name, parameters of a method, whether it may be left out, and comment. */
function membersOf(
  file: string,
  type: string,
): { name: string; parameters: string; isOptional: boolean; comment: string }[] {
  const source = sourceOf(file, type);
  const members = Array.from(
    source.matchAll(/^  \/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n  (\w+)(\?)?(?:\((.*?)\)|:)/gm),
    ([, comment, name = '', optional, parameters = '']) => ({
      name,
      parameters: Array.from(parameters.matchAll(/(?:^|, )(\w+)\??:/g), ([, parameter]) => parameter).join(', '),
      isOptional: optional !== undefined,
      comment: lineOf(comment),
    }),
  );
  assert.equal(members.length, source.match(/^  \w+\??[(:]/gm)?.length, `each member of ${type} has a comment`);
  return members;
}

/** The members of a union of texts, with the comment before each. */
function textsOf(file: string, type: string): { name: string; comment: string }[] {
  const source = sourceOf(file, type);
  const texts = Array.from(source.matchAll(/\/\*\*(.+?)\*\/\n\s*\| '([\w-]+)'/g), ([, comment, name = '']) => ({
    name,
    comment: lineOf(comment),
  }));
  assert.equal(texts.length, source.match(/\| '/g)?.length, `each text of ${type} has a comment`);
  return texts;
}

const options = (file: string, type: string): string[][] =>
  membersOf(file, type).map(({ name, isOptional, comment }) => [`\`${name}\``, isOptional ? '' : 'yes', comment]);

const heading = ['option', 'required', 'meaning'];

/** The tables of the document: a heading, and a row for each entry. */
const tables: Record<string, string[][]> = {
  createTokenHandler: [
    heading,
    ...options('araucaria-api/api-access.ts', 'ApiAccess'),
    ...options('token-handler/token-handler-options.ts', 'TokenHandlerOptions'),
  ],
  createWebhookHandler: [heading, ...options('webhooks/webhook-handler.ts', 'WebhookHandlerOptions')],
  createAraucariaClient: [
    ['method', 'what it does'],
    ...membersOf('araucaria-api/araucaria-client.ts', 'AraucariaClient').map(({ name, parameters, comment }) => [
      `\`${name}(${parameters})\``,
      comment,
    ]),
  ],
  AraucariaApiError: [
    ['`code`', 'when'],
    ...textsOf('araucaria-api/api-error.ts', 'AraucariaApiErrorCode').map(({ name, comment }) => [
      `\`${name}\``,
      comment,
    ]),
  ],
};

const line = (cells: string[]): string => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');

/** A table in Markdown, with the comment above it by which it is found. */
function markdown(name: string): string {
  const [head = [], ...rows] = tables[name] ?? assert.fail(`no table of ${name}`);
  return [`<!-- src/server: ${name} -->`, '', ...[head, head.map(() => '---'), ...rows].map(line), ''].join('\n');
}

test('the tables of docs/backend.md are those of the code', () => {
  const text = readFileSync(document, 'utf8');
  const pattern = /^<!-- src\/server: (\w+) -->\n\n(?:\|.*\n)*/gm;
  assert.deepEqual(
    Array.from(text.matchAll(pattern), ([, name]) => name),
    Object.keys(tables),
  );
  const updated = text.replaceAll(pattern, (_, name: string) => markdown(name));
  if (process.env['UPDATE_TABLES']) writeFileSync(document, updated);
  assert.equal(readFileSync(document, 'utf8'), updated);
});
