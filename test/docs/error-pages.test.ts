import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { tokenErrorCodes } from '../../src/shared/token-error.ts';
import { widgetErrors } from '../../src/shared/widget-error.ts';
import { faults } from '../guides/errors/faults.ts';
import { codesByPlace, codeTable } from './support/error-index.ts';
import { folder, readErrorPage } from './support/error-page.ts';
import { textTables } from './support/user-texts.ts';

// `UPDATE_PAGES=1 npx node --test test/docs/error-pages.test.ts` writes the tables of texts and of codes anew.
const isUpdate = Boolean(process.env['UPDATE_PAGES']);

const root = join(import.meta.dirname, '../..');
const codes = Object.values(codesByPlace).flat();

const sections = ['What the user saw', 'What happened', 'What to do', 'A second click', 'Where it is seen'];

/** A table, or several with blank lines between, below the comment by which they are found. */
const tables = (kind: string): RegExp =>
  new RegExp(`^<!-- ${kind}: ([\\w -]+) -->\\n\\n(?:\\|.*\\n|\\n(?=\\|))*`, 'gm');

/** The file with its tables as the code has them. */
function checkTables(file: string, kind: string, tableOf: (name: string) => string): string[] {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  const updated = text.replaceAll(tables(kind), (_, name: string) => `<!-- ${kind}: ${name} -->\n\n${tableOf(name)}\n`);
  if (isUpdate) writeFileSync(path, updated);
  assert.equal(readFileSync(path, 'utf8'), updated);
  return Array.from(text.matchAll(tables(kind)), ([, name = '']) => name);
}

test('each error code has a page, and each page a code', () => {
  const [, union = ''] = /^export type ConnectErrorCode =([^;]+);/m.exec(read('src/shared/connect-error.ts')) ?? [];
  const ownCodes = Array.from(union.matchAll(/'([\w-]+)'/g), ([, code = '']) => code);
  assert.deepEqual(codes.toSorted(), [...tokenErrorCodes, ...ownCodes, ...Object.keys(widgetErrors)].toSorted());
  assert.deepEqual(readdirSync(folder).toSorted(), [...codes, 'index'].map((code) => `${code}.md`).toSorted());
});

for (const code of codes) {
  describe(`the page of ${code}`, () => {
    test('begins with the code, and has each section', () => {
      const { text, sections: found } = readErrorPage(code);
      assert.match(text, new RegExp(`^# ${code}\n\n[\\w\`]`));
      assert.deepEqual(found, sections);
      for (const name of sections) assert.ok(readErrorPage(code).section(name).trim().length > 20, name);
    });

    test('has the texts that users read, in each language', () => {
      assert.deepEqual(
        checkTables(`${code}.md`, 'texts', () => textTables(code)),
        [code],
      );
    });

    test('has a row for each message, and each row leads to a cause', () => {
      const { text, messages } = readErrorPage(code);
      assert.ok(messages.length > 0);
      const headings = Array.from(text.matchAll(/^### (.+)$/gm), ([, heading = '']) => heading);
      const causes = messages.flatMap(({ cause }) =>
        Array.from(cause.matchAll(/\[([^\]]+)\]\(#/g), ([, name = '']) => name),
      );
      assert.deepEqual([...new Set(causes)].toSorted(), headings.toSorted());
    });

    test('says whether a second click may help', () => {
      const answers = new Set(readErrorPage(code).messages.map(({ retryable }) => String(retryable)));
      const [only, other] = answers;
      const said = other ? '`retryable` depends on' : `\`retryable\` is \`${only}\``;
      assert.ok(readErrorPage(code).section('A second click').trim().startsWith(said), said);
    });

    test('says where the error is seen', () => {
      const where = readErrorPage(code).section('Where it is seen');
      for (const place of ['Event', 'Console', 'Server log', 'Request id'])
        assert.ok(where.includes(`- **${place}**: `));
    });
  });
}

describe('the messages in the pages are those of the code:', () => {
  for (const [code, { message, retryable }] of Object.entries(widgetErrors)) {
    test(`the widget's for ${code}`, () => {
      const row = readErrorPage(code).messages.find((each) => each.message === message);
      assert.equal(row?.retryable, retryable, message);
    });
  }

  test('each of them is seen by a test of a page with that mistake, or is in the table of the widget', () => {
    const seen = new Set(faults.map(({ code, message }) => `${code}: ${message}`));
    for (const [code, { message }] of Object.entries(widgetErrors)) seen.add(`${code}: ${message}`);
    // `test/e2e/widget/opening/embedded.spec.ts` sees it.
    const refused = 'The frame was refused. Allow the pages around this one: ….';
    assert.ok(read('src/widget/host/frame-link.ts').includes(refused.split('…')[0]!));
    seen.add(`origin-not-allowed: ${refused}`);
    const documented = codes.flatMap((code) =>
      readErrorPage(code).messages.map(({ message }) => `${code}: ${message}`),
    );
    assert.deepEqual(documented.toSorted(), [...seen].toSorted());
  });
});

describe('the list of errors', () => {
  test('has each code with what its page says first, what users read, and whether a second click may help', () => {
    assert.deepEqual(checkTables('index.md', 'codes', codeTable), Object.keys(codesByPlace));
  });

  for (const [what, file, type] of [
    ['WebhookError', 'src/server/webhooks/webhook-error.ts', 'WebhookErrorCode'],
    ['AraucariaApiError', 'src/server/araucaria-api/api-error.ts', 'AraucariaApiErrorCode'],
  ] as const) {
    test(`has each code of ${what}, and no other`, () => {
      const [, union = ''] = new RegExp(`^export type ${type} =([^;]+);`, 'm').exec(read(file)) ?? [];
      const wanted = Array.from(union.matchAll(/\| '([\w-]+)'|^ '([\w-]+)'/g), ([, first, second]) => first ?? second);
      const [, section = ''] = read('docs/errors/index.md').split(`### ${what}\n`);
      const rows = Array.from((section.split(/^##/m)[0] ?? '').matchAll(/^\| `([\w-]+)` \|/gm), ([, code]) => code);
      assert.ok(wanted.length > 1);
      assert.deepEqual(rows, wanted);
    });
  }
});

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
