import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tokenErrorCodes } from '../../src/shared/token-error.ts';
import { widgetErrors } from '../../src/shared/widget-error.ts';
import { moduleOf } from '../dev/llms/declaration-module.ts';
import { entries } from '../dev/llms/api-reference.ts';
import { pageIndex } from '../dev/llms/page-index.ts';
import { introductionOf } from '../../docs/.vitepress/introduction.ts';
import { pages, read, root } from './support/documents.ts';

process.chdir(root);
const reference = read('dist/llms-full.txt');
const index = pageIndex();

const declared = (name: string): boolean =>
  new RegExp(`^(?:abstract )?(?:function|class|type|interface|const) ${name}\\b`, 'm').test(reference);

describe('the API in one file', () => {
  test('has every name that the package exports', () => {
    assert.ok(entries.length > 10);
    for (const { name } of entries) assert.ok(reference.includes(`\n### ${name}\n`), `no section of ${name}`);
    const names = entries.flatMap(({ file }) => moduleOf(file).exports);
    assert.ok(names.length > 50, names.join());
    // The element has a section of its own, and so has a module that exports it.
    assert.deepEqual(
      names.filter((name) => !declared(name) && name !== 'AraucariaConnectButton'),
      [],
    );
  });

  test('has every error code, with what it means', () => {
    const [, union = ''] = /^export type ConnectErrorCode =([^;]+);/m.exec(read('src/shared/connect-error.ts')) ?? [];
    const own = Array.from(union.matchAll(/'([\w-]+)'/g), ([, code = '']) => code);
    const codes = [...tokenErrorCodes, ...own, ...Object.keys(widgetErrors)];
    assert.ok(codes.length > 25);
    assert.deepEqual(
      codes.filter((code) => !new RegExp(`^- \`${code}\`: \\S.+`, 'm').test(reference)),
      [],
    );
  });

  test('has the help of each command', () => {
    for (const usage of [
      'araucaria-connect <command>',
      'araucaria-connect check',
      'araucaria-connect init',
      'araucaria-sandbox',
    ])
      assert.ok(reference.includes(usage), usage);
  });
});

describe('the index of the pages', () => {
  test('has each page but single decisions, with what it says', () => {
    for (const page of pages.filter((file) => !/decisions\/\d/.test(file))) {
      const address = page.replace(/^docs/, '').replace(/(?:index|README)?\.md$/, '');
      const introduction = introductionOf(read(page));
      assert.ok(introduction.length > 20, `${page}: expected a first paragraph; got “${introduction}”.`);
      assert.ok(index.includes(`(https://araucaria.money/docs${address}): ${introduction}\n`), page);
    }
  });
});
